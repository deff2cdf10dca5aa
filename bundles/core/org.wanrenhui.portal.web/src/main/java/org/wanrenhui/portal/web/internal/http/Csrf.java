package org.wanrenhui.portal.web.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Decides whether an unsafe request was really meant by the person in front of the browser. */
final class Csrf {

    /**
     * What is known of an unsafe request. Absent headers are null.
     *
     * @param fetchSite   {@code Sec-Fetch-Site}
     * @param origin      {@code Origin}
     * @param referer     {@code Referer}
     * @param host        {@code Host}
     * @param session     token of the session cookie that authenticates the request, or null
     * @param anyCookie   whether the client sent any cookie at all
     * @param bearer      whether a bearer token authenticates the request
     * @param api         whether it asks for the API
     * @param token       what the form or header sent along, or null
     */
    record Signs(
            String fetchSite,
            String origin,
            String referer,
            String host,
            String session,
            boolean anyCookie,
            boolean bearer,
            boolean api,
            String token) {}

    private Csrf() {}

    /** Whether the request may go on. */
    static boolean passes(Signs signs) {
        if (signs.bearer()) {
            return true; // no browser adds that header by itself
        }
        if (!sameSite(signs)) {
            return false;
        }
        return signs.session() == null || signs.token() != null && Hmac.equal(token(signs.session()), signs.token());
    }

    private static boolean sameSite(Signs signs) {
        if (signs.fetchSite() != null) {
            return signs.fetchSite().equals("same-origin") || signs.fetchSite().equals("none");
        }
        if (signs.origin() != null) {
            return ofHost(signs.origin(), signs.host());
        }
        if (signs.referer() != null) {
            return ofHost(signs.referer(), signs.host());
        }
        // a program that signs in by the API: a browser would have said where it comes from
        return signs.api() && !signs.anyCookie();
    }

    private static boolean ofHost(String address, String host) {
        try {
            String authority = URI.create(address).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The token that pages of this session carry. */
    static String token(String session) {
        return Hmac.of(session.getBytes(StandardCharsets.UTF_8), "wanrenhui csrf");
    }
}
