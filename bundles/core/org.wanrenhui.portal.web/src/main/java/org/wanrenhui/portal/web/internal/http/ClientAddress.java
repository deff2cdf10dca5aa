package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * Where a request comes from.
 *
 * @param address as far as known
 * @param secure  whether the browser used TLS
 */
record ClientAddress(String address, boolean secure) {

    private static final int LONGEST = 64;

    /** A proxy on the same machine is believed; anybody else could write what they like into those headers. */
    static ClientAddress of(HttpServletRequest request) {
        return of(
                request.getRemoteAddr(),
                request.isSecure(),
                values(request, "X-Forwarded-For"),
                values(request, "X-Forwarded-Proto"));
    }

    /**
     * The same of what was sent. Of several addresses the last is the one that the proxy itself has seen; all before it were
     * there when the request came to the proxy, be they in the same header line or in one of their own.
     */
    static ClientAddress of(String peer, boolean tls, List<String> forwardedFor, List<String> forwardedProto) {
        boolean proxy =
                peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1") || peer.equals("[::1]");
        if (!proxy) {
            return new ClientAddress(peer, tls);
        }
        String address = last(forwardedFor);
        return new ClientAddress(
                address.isEmpty() ? peer : address.length() > LONGEST ? address.substring(0, LONGEST) : address,
                tls || last(forwardedProto).equalsIgnoreCase("https"));
    }

    private static String last(List<String> lines) {
        String line = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).trim();
    }

    private static List<String> values(HttpServletRequest request, String name) {
        var values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }
}
