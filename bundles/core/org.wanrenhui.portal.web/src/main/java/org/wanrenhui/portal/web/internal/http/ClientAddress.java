package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request comes from.
 *
 * @param address as far as known
 * @param secure  whether the browser used TLS
 */
record ClientAddress(String address, boolean secure) {

    /** A proxy on the same machine is believed; anybody else could write what they like into those headers. */
    static ClientAddress of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String forwarded = request.getHeader("X-Forwarded-For");
        boolean proxy =
                peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1") || peer.equals("[::1]");
        if (!proxy) {
            return new ClientAddress(peer, request.isSecure());
        }
        boolean tls = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        if (forwarded == null || forwarded.isBlank()) {
            return new ClientAddress(peer, tls);
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
        return new ClientAddress(last.length() > 64 ? last.substring(0, 64) : last, tls);
    }
}
