package org.wanrenhui.portal.web.internal.module;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a path belongs to. Immutable. Looked up by the longest owned beginning: three segments ({@code api/v1/forum}), two
 * ({@code console/members}), one ({@code forum}); the home page is the empty beginning.
 */
final class Routes {

    private final Map<String, ModuleApp> owners;

    private Routes(Map<String, ModuleApp> owners) {
        this.owners = owners;
    }

    static Routes of(Collection<ModuleApp> apps) {
        Map<String, ModuleApp> owners = new HashMap<>();
        for (ModuleApp app : apps) {
            owners.put("api/v1/" + app.module().id(), app);
            owners.putIfAbsent("console/" + app.module().id(), app);
        }
        for (ModuleApp app : apps) {
            for (String path : app.module().paths()) {
                owners.put(strip(path), app);
            }
        }
        return new Routes(Map.copyOf(owners));
    }

    /** The owner of a path that begins with a slash. */
    Optional<ModuleApp> owner(String path) {
        String[] segments = strip(path).split("/", 4);
        String beginning = "";
        ModuleApp best = segments[0].isEmpty() ? owners.get("") : null;
        for (int i = 0; i < Math.min(3, segments.length) && !segments[0].isEmpty(); i++) {
            beginning = i == 0 ? segments[0] : beginning + "/" + segments[i];
            ModuleApp owner = owners.get(beginning);
            best = owner == null ? best : owner;
        }
        if (best == null && segments[0].equals("console")) {
            best = owners.get("api/v1/modules");
        }
        return Optional.ofNullable(best);
    }

    private static String strip(String path) {
        int from = 0;
        int to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(from, to);
    }
}
