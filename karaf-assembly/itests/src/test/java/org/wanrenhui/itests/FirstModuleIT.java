package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.itests.support.Listings;
import org.wanrenhui.itests.support.Workshop;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** Does what docs/your-first-module.md says, with the listings as they stand there. */
@RunWith(Parameterized.class)
public class FirstModuleIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String JAR = "org.example.lending-1.0.0.jar";
    private static final String EMPTY = "架子还空着";

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private PortalProcess portal;
    private Client guest;
    private Client operator;
    private Client console;
    private Client resident;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
        guest = portal.guest();
        operator = portal.as("operator");
        console = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        resident = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void fromTheFirstLineToTheLast() throws Exception {
        try {
            walk();
        } catch (AssertionError e) {
            // What the portal was doing when something did not come in time.
            throw new AssertionError(e.getMessage() + "\n" + portal.log(), e);
        }
    }

    private void walk() throws Exception {
        Listings listings = Listings.of(PortalProcess.root().resolve("docs/your-first-module.md"));
        assertTrue("a module takes " + listings.lines(".java") + " lines", listings.lines(".java") < 250);
        assertEquals(
                1,
                listings.files().keySet().stream()
                        .filter(name -> name.endsWith(".ftlh"))
                        .count());
        Workshop workshop = new Workshop(
                temporary.getRoot().toPath(),
                Map.of(
                        "PORTAL", PortalProcess.root().toString(),
                        "DATA", portal.data().toString()));
        listings.writeTo(workshop.folder());
        assertEquals("build and drop in, then the licence", 2, listings.steps().size());

        workshop.shell(listings.steps().get(0));
        Await.until("the module is installed", SOON, () -> module().status() == 200);
        assertEquals("OFF", module().json().get("mode").asText());
        assertEquals("UNLICENSED", module().json().get("licence").get("state").asText());
        guest.get("/lending").expect(404);
        operator.put("/api/v1/modules/lending", Map.of("desired", "ENABLED")).expect(403);

        workshop.shell(listings.steps().get(1));
        console.form(
                        "/console/licence",
                        Map.of("jws", Files.readString(workshop.folder().resolve("licence.jws"))))
                .expect(303);
        assertEquals("LICENSED", module().json().get("licence").get("state").asText());
        assertTrue("the others keep theirs", guest.get("/forum").status() == 200);
        assertTrue(console.get("/console/modules/lending/plan?desired=ENABLED")
                .expect(200)
                .body()
                .contains("借物角"));
        console.form("/console/modules/lending", Map.of("desired", "ENABLED")).expect(303);
        assertEquals("ON", module().json().get("mode").asText());

        isThere();
        takesAThing();
        changesWithItsJar(workshop, listings);
        goesAndComesBack();
        leavesWithItsFile(workshop.folder().resolve("target").resolve(JAR));
        assertFalse("errors in the log", portal.log().contains(" ERROR "));
    }

    /** Page, block, navigation and API, in both languages. */
    private void isThere() {
        assertTrue(guest.get("/lending").expect(200).body().contains(EMPTY));
        assertTrue(english("/lending").contains("The shelf is still empty"));
        homeShows(EMPTY);
        assertTrue(english("/").contains("The shelf is still empty"));
        homeShows("href=\"/lending\"");
        assertEquals(0, items().size());
        assertTrue(guest.get("/api/v1/openapi.json").body().contains("/api/v1/lending/items"));
    }

    private void takesAThing() {
        Client.Answer wrong =
                resident.form("/lending", Map.of("name", " ", "note", "四米")).expect(422);
        assertTrue("what was typed is still there", wrong.body().contains("四米"));
        assertTrue("the field is named", wrong.body().contains("id=\"name-error\""));
        assertEquals(303, guest.form("/lending", Map.of("name", "梯子")).status());
        assertEquals("a visitor lends nothing", 0, items().size());

        resident.form("/lending", Map.of("name", "梯子<b>", "note", "四米")).expect(303);
        JsonNode item = items().get(0);
        assertEquals("梯子<b>", item.get("name").asText());
        assertEquals(1, item.get("id").asLong());
        assertFalse(item.get("owner").asText().isEmpty());
        String page = resident.get("/lending").expect(200).body();
        assertTrue(page.contains("已放上架子"));
        assertTrue(page.contains("梯子&lt;b&gt;"));
        homeShows("梯子&lt;b&gt;");
        for (int i = 2; i <= 21; i++) {
            resident.form("/lending", Map.of("name", "露营桌 " + i)).expect(303);
        }
        assertTrue(guest.get("/lending").body().contains("href=\"/lending?after=2\""));
        assertTrue(guest.get("/lending?after=2").expect(200).body().contains("梯子&lt;b&gt;"));
        JsonNode slice = guest.get("/api/v1/lending/items?limit=1&after=2").json();
        assertEquals(1, slice.get("items").size());
        assertTrue(slice.get("next").isNull());
        guest.get("/api/v1/lending/items?after=x").expect(400);
    }

    private void changesWithItsJar(Workshop workshop, Listings listings) throws Exception {
        Path texts = workshop.folder().resolve("src/main/resources/i18n/messages_zh_CN.properties");
        Files.writeString(texts, Files.readString(texts).replace("借物角", "邻里借物角"));
        workshop.shell(listings.steps().get(0));
        Await.until(
                "the new version is there",
                SOON,
                () -> guest.get("/lending").expect(200).body().contains("邻里借物角"));
        assertEquals(
                21,
                guest.get("/api/v1/lending/items?limit=50").json().get("items").size());
    }

    private void goesAndComesBack() {
        console.form("/console/modules/lending", Map.of("desired", "DISABLED")).expect(303);
        isGone();
        assertTrue("off says so", guest.get("/lending").body().contains("邻里借物角"));
        console.form("/console/modules/lending", Map.of("desired", "ENABLED")).expect(303);
        isBack();
    }

    private void leavesWithItsFile(Path jar) throws Exception {
        Files.delete(portal.data().resolve("deploy").resolve(JAR));
        Await.until("the module is gone", SOON, () -> {
            module().expect(404);
            isGone();
            return true;
        });
        // Now that nobody has the path, it is like any that never was.
        assertFalse(guest.get("/lending").expect(404).body().contains("借物角"));
        Files.copy(jar, portal.data().resolve("deploy").resolve(JAR));
        Await.until("the module is back", SOON, () -> guest.get("/lending").status() == 200);
        isBack();
        portal.stop();
        portal.start();
        Await.until("also after a restart", SOON, () -> guest.get("/lending").status() == 200);
        isBack();
    }

    private void isGone() {
        guest.get("/lending").expect(404);
        guest.get("/api/v1/lending/items").expect(404);
        Await.until(
                "the home page without it",
                SOON,
                () -> !guest.get("/").expect(200).body().contains("lending"));
        assertFalse(guest.get("/api/v1/openapi.json").body().contains("/api/v1/lending/"));
    }

    private void isBack() {
        assertTrue(guest.get("/lending").expect(200).body().contains("露营桌 21"));
        homeShows("露营桌 21");
        assertEquals(
                21,
                guest.get("/api/v1/lending/items?limit=50")
                        .expect(200)
                        .json()
                        .get("items")
                        .size());
    }

    /** Guests may be shown a home page that is half a second old. */
    private void homeShows(String text) {
        Await.until(
                "the home page with " + text,
                SOON,
                () -> guest.get("/").expect(200).body().contains(text));
    }

    private JsonNode items() {
        return guest.get("/api/v1/lending/items").expect(200).json().get("items");
    }

    private Client.Answer module() {
        return operator.get("/api/v1/modules/lending");
    }

    private String english(String path) {
        return guest.send("GET", path, null, null, "Accept-Language", "en").body();
    }
}
