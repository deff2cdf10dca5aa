package org.wanrenhui.portal.web.internal.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a path belongs to. Immutable. Looked up by the longest owned beginning: three segments ({@code api/v1/forum}), two
 * ({@code console/members}), one ({@code forum}); the home page is the empty beginning. Nobody takes a path from a module
 * that was there before, and only the core reaches into the console and the API beyond its own name.
 */
final class Routes {

    private final Map<String, ModuleApp> owners;
    private final List<Refusal> refused;

    /** A claim that was not granted; {@code owner} is empty when nobody may have the path. */
    record Refusal(String module, String path, String owner) {
        @Override
        public String toString() {
            return module + " wants /" + path + (owner.isEmpty() ? "" : ", which belongs to " + owner);
        }
    }

    private Routes(Map<String, ModuleApp> owners, List<Refusal> refused) {
        this.owners = Map.copyOf(owners);
        this.refused = List.copyOf(refused);
    }

    /** Shares out the paths; of two modules that want the same one, the earlier in the list gets it. */
    static Routes of(List<ModuleApp> apps) {
        Map<String, ModuleApp> owners = new HashMap<>();
        List<Refusal> refused = new ArrayList<>();
        for (ModuleApp app : apps) {
            owners.put("api/v1/" + app.module().id(), app);
        }
        for (ModuleApp app : apps) {
            for (String declared : app.module().paths()) {
                String path = strip(declared);
                ModuleApp owner = mayClaim(app, path, owners) ? owners.putIfAbsent(path, app) : owners.get(path);
                if (owners.get(path) != app) {
                    refused.add(new Refusal(
                            app.module().id(),
                            path,
                            owner == null ? "" : owner.module().id()));
                }
            }
        }
        for (ModuleApp app : apps) {
            owners.putIfAbsent("console/" + app.module().id(), app);
        }
        return new Routes(owners, refused);
    }

    private static boolean mayClaim(ModuleApp app, String path, Map<String, ModuleApp> owners) {
        String[] segments = path.split("/");
        ModuleApp parent = owners.get(segments[0]);
        return switch (segments[0]) {
            case "static" -> false;
            case "api" -> segments.length == 3 && app.module().core();
            case "console" ->
                app.module().core() || path.equals("console/" + app.module().id());
            default -> segments.length <= 3 && (parent == null || parent == app);
        };
    }

    /** Claims that were not granted. */
    List<Refusal> refusals() {
        return refused;
    }

    /** Claims that were not granted, in words for an operator. */
    List<String> refused() {
        return refused.stream().map(Refusal::toString).toList();
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
