package org.wanrenhui.portal.web.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class RoutesTest {

    private final Routes routes = Routes.of(List.of(
            app("web", "/", "sitemap", "api/v1/access"),
            app("modules", "console", "api/v1/licence"),
            app("membership", "me", "c", "console/members"),
            app("forum", "forum")));

    private static ModuleApp app(String id, String... paths) {
        return app(id, List.of("web", "modules", "membership").contains(id), paths);
    }

    private static ModuleApp app(String id, boolean core, String... paths) {
        return new ModuleApp(new ModuleInfo(id, core, List.of(paths)), null, List.of(), Optional.empty(), List.of());
    }

    private String owner(String path) {
        return routes.owner(path).map(app -> app.module().id()).orElse("-");
    }

    @Test
    public void theFirstSegmentDecides() {
        assertEquals("forum", owner("/forum"));
        assertEquals("forum", owner("/forum/t/1/edit"));
        assertEquals("membership", owner("/c/garden"));
        assertEquals("-", owner("/forums"));
        assertEquals("-", owner("/news"));
    }

    @Test
    public void theHomePageIsNotTheRestOfTheWorld() {
        assertEquals("web", owner("/"));
        assertEquals("-", owner("/anything"));
    }

    @Test
    public void longerOwnershipComesFirst() {
        assertEquals("membership", owner("/console/members/7"));
        assertEquals("forum", owner("/console/forum/boards"));
        assertEquals("modules", owner("/console/licence"));
        assertEquals("modules", owner("/console"));
    }

    @Test
    public void theApiBelongsToTheModuleNamed() {
        assertEquals("forum", owner("/api/v1/forum/topics/1"));
        assertEquals("modules", owner("/api/v1/modules"));
        assertEquals("modules", owner("/api/v1/licence"));
        assertEquals("web", owner("/api/v1/access"));
        assertEquals("-", owner("/api/v1/nothing"));
        assertEquals("-", owner("/api"));
    }

    @Test
    public void nobodyTakesWhatIsTaken() {
        var greedy = app(
                "plugin",
                false,
                "sign-in",
                "me/secrets",
                "console",
                "console/licence",
                "console/plugin",
                "api",
                "api/v1/licence",
                "static",
                "plugin");
        var shared = Routes.of(List.of(
                app("modules", true, "console", "api/v1/licence"), app("membership", true, "me", "sign-in"), greedy));
        String[] kept = {"/sign-in", "/me/secrets", "/console", "/console/licence", "/api/v1/licence"};
        for (String path : kept) {
            assertFalse(path, shared.owner(path).orElseThrow() == greedy);
        }
        assertEquals(greedy, shared.owner("/plugin/x").orElseThrow());
        assertEquals(greedy, shared.owner("/console/plugin/x").orElseThrow());
        assertEquals(greedy, shared.owner("/api/v1/plugin/x").orElseThrow());
        assertFalse(shared.owner("/api/v2").isPresent());
        assertEquals(7, shared.refused().size());
        assertEquals(
                "plugin wants /sign-in, which belongs to membership",
                shared.refused().get(0));
        assertEquals(List.of(), routes.refused());
    }
}
