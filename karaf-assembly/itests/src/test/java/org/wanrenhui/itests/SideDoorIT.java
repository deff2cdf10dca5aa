package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.itests.support.Door;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.itests.support.Plugins;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** A module that the licence does not include comes in by no door. */
public class SideDoorIT {

    private static final String KIOSK = "org.wanrenhui.itests.kiosk";
    private static final String BLOCK = "kiosk-block-of-a-stranger";
    private static final String ACTIVE = "32";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Headquarters headquarters = new Headquarters("tests");
    private PortalProcess portal;
    private Client operator;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create();
        headquarters.trustedBy(portal);
        portal.start();
        operator = portal.as("operator");
        license(headquarters.licence("forum", "demo"));
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void theFrontDoors() throws Exception {
        deployed();
        assertEquals("UNLICENSED", kiosk().get("licence").get("state").asText());

        Client.Answer answer = operator.put("/api/v1/modules/kiosk", Map.of("desired", "ENABLED"));
        assertEquals(answer.brief(), 403, answer.status());
        assertEquals("/problems/unlicensed", answer.json().get("type").asText());
        assertTrue(answer.brief(), answer.json().get("detail").asText().contains("kiosk"));
        assertEquals(1, audited("modules.refused"));

        JsonNode plan = operator.post("/api/v1/modules/kiosk/plan", Map.of("desired", "ENABLED"))
                .expect(200)
                .json();
        assertEquals(answer.json().get("detail").asText(), plan.get("refusal").asText());

        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        String page = browser.get("/console/modules/kiosk/plan?desired=ENABLED")
                .expect(200)
                .body();
        assertTrue(page.contains(answer.json().get("detail").asText()));
        assertFalse("a plan that is refused has no button", page.contains("action=\"/console/modules/kiosk\""));
        browser.form("/console/modules/kiosk", Map.of("desired", "ENABLED")).expect(303);
        assertTrue(browser.get("/console/modules")
                .expect(200)
                .body()
                .contains(answer.json().get("detail").asText()));
        assertEquals(2, audited("modules.refused"));
        gone();
        assertEquals("DISABLED", kiosk().get("desired").asText());
    }

    @Test
    public void theFramework() throws Exception {
        Path jar = deployed();
        Door door = Door.into(portal);
        Await.until("the door opens", SOON, () -> door.run("bundles").contains(KIOSK));
        // There is no shell that could be asked: what it could do is done here through the framework itself.
        assertFalse(door.run("bundles").contains("org.apache.karaf.shell"));

        List<String[]> doors = List.of(
                new String[] {"start", KIOSK},
                new String[] {"start-transient", KIOSK},
                new String[] {"level", KIOSK, "10"},
                new String[] {"start", KIOSK},
                new String[] {"framework-level", "950"},
                new String[] {"start", KIOSK},
                new String[] {"update", KIOSK, jar.toUri().toString()},
                new String[] {"start", KIOSK},
                new String[] {"framework-level", "100"});
        for (String[] command : doors) {
            door.run(command);
            Await.until("stopped after " + String.join(" ", command), SOON, () -> !door.run("state", KIOSK)
                    .split(" ")[0]
                    .equals(ACTIVE));
            gone();
        }
        Await.until("written down", SOON, () -> audited("modules.turned-away") > 0);
        assertEquals("900", door.run("state", KIOSK).split(" ")[1]);

        // Other things that an operator has by right go on.
        portal.guest().get("/forum").expect(200);
        assertEquals("OFF", kiosk().get("mode").asText());

        // Restarted after a power cut, it is as it was.
        door.run("level", KIOSK, "10");
        door.run("start", KIOSK);
        portal.killDashNine();
        portal.start();
        operator = portal.as("operator");
        Await.until("known again", SOON, () -> kiosk().get("mode").asText().equals("OFF"));
        gone();
    }

    @Test
    public void aFeature() throws Exception {
        Path jar = Plugins.kiosk(folder.getRoot().toPath(), Map.of());
        Path repository = Files.writeString(
                folder.getRoot().toPath().resolve("features.xml"),
                "<features name=\"kiosk\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">"
                        + "<feature name=\"wanrenhui-kiosk\" version=\"1.0.0\"><bundle start-level=\"20\">"
                        + jar.toUri() + "</bundle></feature></features>");
        Door door = Door.into(portal);
        assertEquals("done", door.run("feature", repository.toUri().toString(), "wanrenhui-kiosk"));
        Await.until("known", SOON, () -> kiosk().get("mode").asText().equals("OFF"));
        Await.until(
                "stopped", SOON, () -> !door.run("state", KIOSK).split(" ")[0].equals(ACTIVE));
        gone();
        // With a licence the same bundle is let in, once an operator wants it, and goes when the licence goes.
        license(headquarters.licence("forum", "demo", "kiosk"));
        gone();
        operator.put("/api/v1/modules/kiosk", Map.of("desired", "ENABLED")).expect(200);
        there();
        license(headquarters.licence("forum", "demo"));
        gone();
        assertEquals("ENABLED", kiosk().get("desired").asText());
        Await.until(
                "stopped", SOON, () -> !door.run("state", KIOSK).split(" ")[0].equals(ACTIVE));
        door.run("start", KIOSK);
        gone();
        license(headquarters.licence("forum", "demo", "kiosk"));
        Await.until("let in again", SOON, () -> portal.guest().get("/kiosk").status() == 200);
        there();
    }

    @Test
    public void configuration() throws Exception {
        Path other = folder.newFolder("other").toPath();
        Plugins.kiosk(other, Map.of());
        portal.stop();
        Files.writeString(
                portal.data().resolve("etc/org.apache.felix.fileinstall-kiosk.cfg"),
                "felix.fileinstall.dir = " + other + "\nfelix.fileinstall.start.level = 10\n"
                        + "felix.fileinstall.active.level = 5\nfelix.fileinstall.poll = 200\n");
        Files.writeString(
                portal.data().resolve("portal.properties"),
                "modules.kiosk = ENABLED\nkiosk.enabled = true\nportal.licence.check = false\n");
        portal.set("org.osgi.framework.startlevel.beginning", "950")
                .set("portal.modules.kiosk", "ENABLED")
                .set("portal.licence", "none")
                .start();
        operator = portal.as("operator");
        Await.until("known", SOON, () -> kiosk().get("mode").asText().equals("OFF"));
        Await.until("written down", SOON, () -> audited("modules.turned-away") > 0);
        gone();
        portal.guest().get("/forum").expect(200);
    }

    /** Whoever has the jar can change what it says of itself. */
    @Test
    public void otherNames() throws Exception {
        Path deploy = portal.data().resolve("deploy");
        Door door = Door.into(portal);
        // No module at all
        Plugins.kiosk(deploy, Map.of("Provide-Capability", "", "Bundle-Version", "1.1.0"));
        Await.until("installed", SOON, () -> door.run("bundles").contains(KIOSK));
        Await.until("started", SOON, () -> door.run("state", KIOSK).startsWith(ACTIVE));
        gone();
        Files.delete(deploy.resolve("kiosk.jar"));
        Await.until("uninstalled", SOON, () -> !door.run("bundles").contains(KIOSK));
        // A core module, by a name of its own and by those of others; and the forum, which is licensed
        for (String id : List.of("kiosk", "web", "search", "forum")) {
            String capability = "org.wanrenhui.module;id=" + id + ";core=true;paths:List<String>=kiosk";
            Plugins.kiosk(deploy, Map.of("Provide-Capability", capability, "Bundle-Version", "1.2.0"));
            Await.until("installed", SOON, () -> door.run("bundles").contains(KIOSK));
            door.run("start", KIOSK);
            Await.until("stopped as " + id, SOON, () -> !door.run("state", KIOSK)
                    .split(" ")[0]
                    .equals(ACTIVE));
            gone();
            Files.delete(deploy.resolve("kiosk.jar"));
            Await.until("uninstalled", SOON, () -> !door.run("bundles").contains(KIOSK));
        }
        portal.guest().get("/forum").expect(200);
        portal.guest().get("/search").expect(200);
    }

    private Path deployed() throws Exception {
        Path jar = Plugins.kiosk(portal.data().resolve("deploy"), Map.of());
        Await.until("known", SOON, () -> kiosk().get("mode").asText().equals("OFF"));
        return jar;
    }

    private JsonNode kiosk() {
        return operator.get("/api/v1/modules/kiosk").expect(200).json();
    }

    private int audited(String action) {
        JsonNode items = operator.get("/api/v1/audit?limit=50&action=" + action)
                .expect(200)
                .json()
                .get("items");
        int found = 0;
        for (JsonNode item : items) {
            found += item.get("object").asText().equals("module:kiosk") ? 1 : 0;
        }
        return found;
    }

    private void license(Headquarters.Draft licence) {
        operator.send("PUT", "/api/v1/licence", "text/plain", licence.sign()).expect(200);
    }

    /** No page, no operation, no block, no item of navigation, nothing in site map and description. */
    private void gone() {
        Client guest = portal.guest();
        assertEquals(404, guest.get("/kiosk").status());
        assertEquals(404, guest.get("/api/v1/kiosk").status());
        // A guest's page may be the one that was made for the guest before, a moment ago (docs/adr/0007).
        Await.until("no block and no item of navigation", Duration.ofSeconds(2), () -> {
            String home = guest.get("/").expect(200).body();
            return !home.contains(BLOCK) && !home.contains("href=\"/kiosk\"");
        });
        assertFalse("site map", guest.get("/sitemap").expect(200).body().contains("/kiosk"));
        assertFalse(
                "description",
                guest.get("/api/v1/openapi.json").expect(200).body().contains("/kiosk"));
    }

    private void there() {
        Client guest = portal.guest();
        assertEquals(0, guest.get("/kiosk").expect(200).json().get("things").asInt());
        guest.get("/api/v1/kiosk").expect(200);
        Await.until("block and navigation", SOON, () -> {
            String home = guest.get("/").expect(200).body();
            return home.contains(BLOCK) && home.contains("href=\"/kiosk\"");
        });
        assertTrue(guest.get("/sitemap").expect(200).body().contains("/kiosk"));
        assertTrue(guest.get("/api/v1/openapi.json").expect(200).body().contains("/api/v1/kiosk"));
    }
}
