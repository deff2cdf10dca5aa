package org.wanrenhui.portal.web.internal.page;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Path of a static file below {@code /static/}.
 *
 * @param bundle symbolic name
 * @param hash   fingerprint of the bundle's static folder
 * @param file   path in that folder
 */
record StaticPath(String bundle, String hash, String file) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){2,}");

    /** Takes the path apart; empty when it is none, or tries to climb. */
    static Optional<StaticPath> parse(String path) {
        if (!SAFE.matcher(path).matches() || path.contains("..")) {
            return Optional.empty();
        }
        String[] parts = path.split("/", 3);
        return Optional.of(new StaticPath(parts[0], parts[1], parts[2]));
    }
}
