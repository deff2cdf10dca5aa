package org.wanrenhui.membership.internal.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.web.Problem;

/** Values as they stand in addresses and forms. */
final class Addresses {

    private Addresses() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Role by name. Throws {@link Problem} 422. */
    static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw Problem.invalid("role", "membership.role.unknown");
    }

    /** Scope as {@code COMMUNITY:7}. Throws {@link Problem} 422. */
    static Scope scope(String text) {
        String[] parts = text.strip().split(":", 2);
        for (Scope.Kind kind : Scope.Kind.values()) {
            if (kind.name().equals(parts[0]) && parts.length == 2 && parts[1].matches("[0-9]{1,18}")) {
                return new Scope(kind, Long.parseLong(parts[1]));
            }
        }
        throw Problem.invalid("scope", "membership.role.place");
    }
}
