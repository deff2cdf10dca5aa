package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.itests.support.Plugins;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Browser;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/**
 * A module that is on its way up, because somebody has switched it on or because the node starts, is not missing: it asks to
 * come again, and a page does so by itself.
 */
public class StartingIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static PortalProcess portal;
    private static Path door;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create();
        Headquarters headquarters = new Headquarters("tests").trustedBy(portal);
        portal.start();
        door = portal.data().resolve("slow.go");
        Client operator = portal.as("operator");
        operator.send(
                        "PUT",
                        "/api/v1/licence",
                        "text/plain",
                        headquarters.licence("forum", "demo", "slow").sign())
                .expect(200);
        Plugins.build("slow", portal.data().resolve("deploy"), Map.of(), Map.of());
        Await.until("known", SOON, () -> operator.get("/api/v1/modules/slow").status() == 200);
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Test
    public void whoComesTooEarlyGetsTheirPageWithoutDoingAnything() throws Exception {
        comesUpForWhoIsWaiting();
        comesUpAgainWithItsNode();
    }

    private void comesUpForWhoIsWaiting() throws Exception {
        Client guest = portal.guest();
        guest.get("/slow").expect(404);
        try (Browser visitor = new Browser(portal.url(), Browser.Size.PHONE)) {
            visitor.go("/");
            CompletableFuture<Client.Answer> press = CompletableFuture.supplyAsync(
                    () -> portal.as("operator").put("/api/v1/modules/slow", Map.of("desired", "ENABLED")));
            Await.until("on its way", SOON, () -> guest.get("/slow").status() == 503);
            Client.Answer page = guest.get("/slow").expect(503);
            assertEquals("2", page.header("Retry-After"));
            assertEquals("2", page.header("Refresh"));
            Client.Answer operation = guest.get("/api/v1/slow").expect(503);
            assertEquals("/problems/starting", operation.json().get("type").asText());
            assertEquals("2", operation.header("Retry-After"));
            assertEquals("a program decides for itself", "", operation.header("Refresh"));
            assertEquals(
                    "nor is a form sent twice",
                    "",
                    guest.form("/slow", Map.of()).expect(503).header("Refresh"));

            visitor.go("/slow").sees("过几秒，这个页面会自己打开");
            Files.createFile(door);
            visitor.sees("慢慢来，到了").silentExcept(503, "/slow");
            press.get(60, TimeUnit.SECONDS).expect(200);
        }
    }

    private void comesUpAgainWithItsNode() throws Exception {
        portal.stop();
        Files.delete(door);
        CompletableFuture<PortalProcess> start = CompletableFuture.supplyAsync(StartingIT::again);
        Set<Integer> slow = new TreeSet<>();
        Set<Integer> forum = new TreeSet<>();
        Await.until("the door was opened and everything is there", Duration.ofSeconds(180), () -> {
            ask("/slow", slow);
            ask("/forum", forum);
            if (slow.contains(503) && Files.notExists(door)) {
                Files.createFile(door);
            }
            return slow.contains(200) && forum.contains(200);
        });
        start.get(180, TimeUnit.SECONDS);
        assertEquals(Set.of(200, 503), slow);
        assertTrue("the forum answered " + forum, Set.of(200, 503).containsAll(forum));
    }

    private static PortalProcess again() {
        try {
            return portal.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what the address is answered with, once there is somebody to answer. */
    private static void ask(String path, Set<Integer> statuses) {
        try {
            Client.Answer answer = portal.guest().get(path);
            // Without an id it is the bare container that answers: the portal's door is not there yet.
            if (!answer.header("X-Request-Id").isEmpty()) {
                statuses.add(answer.status());
            }
        } catch (UncheckedIOException e) {
            // Nobody listens yet.
        }
    }
}
