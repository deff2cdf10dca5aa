package org.wanrenhui.membership.internal.api;

import org.wanrenhui.portal.api.web.Problem;

/** Bodies of API calls. */
final class Body {

    private Body() {}

    /** The body. Throws {@link Problem} 400 when there was none, or JSON {@code null}. */
    static <T> T required(T body) {
        if (body == null) {
            throw Problem.of(400, "malformed", "membership.body.missing");
        }
        return body;
    }

    /** The number as a form would have it; empty when missing. */
    static String number(Number value) {
        return value == null ? "" : value.toString();
    }
}
