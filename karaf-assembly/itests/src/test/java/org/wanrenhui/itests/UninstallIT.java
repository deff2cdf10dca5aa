package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.itests.support.HeapDump;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Load;
import org.wanrenhui.portal.testing.PortalProcess;

/** The forum is uninstalled and installed again: its data stays, nothing of its old code does, and nobody else notices. */
public class UninstallIT {

    private static final int ROUNDS = 3;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Headquarters HEADQUARTERS = new Headquarters("tests");

    private static PortalProcess portal;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create();
        HEADQUARTERS.trustedBy(portal);
        // What is only softly reachable goes when memory is short; here it goes at once, so that what stays is a leak.
        portal.environment("PORTAL_JAVA_OPTS", "-XX:SoftRefLRUPolicyMSPerMB=0").start();
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Test
    public void nothingOfTheOldCodeStays() throws Exception {
        Client operator = portal.as("operator");
        Client resident = portal.as("resident");
        long topic = topic(resident);
        Client member = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        try (Load load = new Load(
                portal.url(),
                2,
                List.of(
                        Load.Target.of("/"),
                        Load.Target.of("/c/yunshui"),
                        new Load.Target("/me", Map.of("Cookie", member.cookieHeader()))))) {
            for (int round = 0; round < ROUNDS; round++) {
                use(resident, topic);
                want(operator, "UNINSTALLED").expect(200);
                Await.until("gone", SOON, () -> portal.guest().get("/forum").status() == 404);
                JsonNode away =
                        operator.get("/api/v1/modules/forum").expect(200).json();
                assertEquals("UNINSTALLED", away.get("desired").asText());
                assertEquals("OFF", away.get("mode").asText());
                assertTrue(ids(operator).contains("forum"));
                assertFalse(portal.guest().get("/api/v1/openapi.json").body().contains("/forum"));
                want(operator, "UNINSTALLED").expect(200);

                JsonNode back = want(operator, "ENABLED").expect(200).json();
                assertEquals("ON", back.get("mode").asText());
                Await.until("back", SOON, () -> portal.guest().get("/forum").status() == 200);
                assertTrue(portal.guest()
                        .get("/forum/t/" + topic)
                        .expect(200)
                        .body()
                        .contains("卸载也不会丢"));
            }
            assertTrue("there was no load", load.requests() > 20);
            assertEquals(String.valueOf(load.failures()), 0, load.failures().size());
        }
        use(resident, topic);
        Map<Long, String> loaders = new HashMap<>();
        try {
            Await.until("one class loader of the forum", Duration.ofSeconds(120), () -> {
                loaders.clear();
                loaders.putAll(HeapDump.loadersOf("org.wanrenhui.forum", portal.pid()));
                return loaders.size() == 1;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; held by " + loaders, e);
        }
    }

    @Test
    public void theConsoleHasAPlanForIt() throws Exception {
        Client operator = portal.as("operator");
        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        JsonNode plan = operator.post("/api/v1/modules/forum/plan", Map.of("desired", "UNINSTALLED"))
                .expect(200)
                .json();
        assertEquals("UNINSTALLED", plan.get("desired").asText());
        assertTrue(plan.get("refusal").isNull());
        assertEquals(0, plan.get("refreshed").size());
        assertTrue(browser.get("/console/modules/forum").expect(200).body().contains("plan?desired=UNINSTALLED"));
        String page = browser.get("/console/modules/forum/plan?desired=UNINSTALLED")
                .expect(200)
                .body();
        assertTrue(page.contains("value=\"UNINSTALLED\""));
        browser.form("/console/modules/forum", Map.of("desired", "UNINSTALLED")).expect(303);
        String list = browser.get("/console/modules").expect(200).body();
        assertTrue(list.contains("/console/modules/forum/plan?desired=DISABLED"));

        // Not licensed any more, it may be installed, but not switched on.
        license(operator, HEADQUARTERS.licence("demo"));
        assertEquals(
                "/problems/unlicensed",
                want(operator, "ENABLED").expect(403).json().get("type").asText());
        browser.get("/console/modules/forum/plan?desired=DISABLED").expect(200);
        browser.form("/console/modules/forum", Map.of("desired", "DISABLED")).expect(303);
        JsonNode back = operator.get("/api/v1/modules/forum").expect(200).json();
        assertEquals("DISABLED", back.get("desired").asText());
        assertEquals("UNLICENSED", back.get("licence").get("state").asText());
        assertEquals(404, portal.guest().get("/forum").status());
        license(operator, HEADQUARTERS.licence("demo", "forum"));
        want(operator, "ENABLED").expect(200);

        List<String> actions = new java.util.ArrayList<>();
        operator.get("/api/v1/audit?limit=50&action=modules.")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> actions.add(item.get("action").asText()));
        assertTrue(actions.toString(), actions.containsAll(List.of("modules.uninstall", "modules.install")));
    }

    @Test
    public void whatCannotBeDoneIsRefused() {
        Client operator = portal.as("operator");
        assertEquals(
                409,
                operator.put("/api/v1/modules/membership", Map.of("desired", "UNINSTALLED"))
                        .status());
        assertEquals(
                404,
                operator.put("/api/v1/modules/nothing", Map.of("desired", "UNINSTALLED"))
                        .status());
        Client.Answer nonsense = operator.put("/api/v1/modules/forum", Map.of("desired", "REMOVED"))
                .expect(422);
        assertEquals(
                "desired", nonsense.json().get("errors").get(0).get("field").asText());
        assertEquals(
                403,
                portal.as("agent")
                        .put("/api/v1/modules/forum", Map.of("desired", "UNINSTALLED"))
                        .status());
        assertEquals(200, portal.guest().get("/forum").status());
    }

    @Test
    public void aRestartLeavesItUninstalled() throws Exception {
        want(portal.as("operator"), "UNINSTALLED").expect(200);
        portal.killDashNine();
        portal.start();
        assertEquals(404, portal.guest().get("/forum").status());
        Client operator = portal.as("operator");
        assertEquals(
                "UNINSTALLED",
                operator.get("/api/v1/modules/forum")
                        .expect(200)
                        .json()
                        .get("desired")
                        .asText());
        want(operator, "ENABLED").expect(200);
        assertEquals(200, portal.guest().get("/forum").status());
    }

    /** Every corner that keeps something of a module: pages, API, search, blocks, mail, jobs. */
    private static void use(Client resident, long topic) {
        resident.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "用一用论坛"))
                .expect(201);
        resident.get("/api/v1/forum/topics/" + topic + "/posts").expect(200);
        for (String page : List.of("/", "/c/yunshui", "/forum", "/forum/hot", "/forum/t/" + topic, "/sitemap")) {
            portal.guest().get(page).expect(200);
        }
        portal.guest().get("/search?q=" + Client.encode("卸载")).expect(200);
        portal.guest().get("/metrics");
    }

    private static Client.Answer want(Client operator, String desired) {
        return operator.put("/api/v1/modules/forum", Map.of("desired", desired));
    }

    private static void license(Client operator, Headquarters.Draft licence) {
        operator.send("PUT", "/api/v1/licence", "text/plain", licence.sign()).expect(200);
    }

    private static List<String> ids(Client operator) {
        List<String> ids = new java.util.ArrayList<>();
        operator.get("/api/v1/modules")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    private static long topic(Client resident) {
        long board = resident.get("/api/v1/forum/boards")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        return resident.post("/api/v1/forum/boards/" + board + "/topics", Map.of("title", "装卸之间", "body", "卸载也不会丢"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }
}
