package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runners.MethodSorters;
import org.wanrenhui.itests.support.JarVariant;
import org.wanrenhui.itests.support.Listings;
import org.wanrenhui.itests.support.Visitors;
import org.wanrenhui.itests.support.Workshop;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** Modules that go wrong in {@code deploy/}: the console says what is wrong, and nobody else notices. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class BrokenModuleIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final String MODULE = "/api/v1/modules/lending";

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static PortalProcess portal;
    private static Client operator;
    private static Client console;
    private static Client guest;
    private static Path good;
    private static Path throwing;
    private static Path thief;

    private Visitors visitors;
    private double before;

    /** Three modules: the one of the guide, one like it that throws while starting, one that wants the forum's address. */
    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
        operator = portal.as("operator");
        guest = portal.guest();
        console = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        good = build("good", "org.example.lending", UnaryOperator.identity());
        throwing = build(
                "throwing",
                "org.example.lending",
                text -> text.replace(
                        "this.members = members;",
                        "this.members = java.util.Objects.requireNonNull(null, \"the shelf fell down\");"));
        thief = build("thief", "org.example.thief", text -> text.replace("lending", "thief")
                .replace("id = \"thief\"", "id = \"thief\", paths = {\"thief\", \"forum\"}"));
        Workshop workshop = new Workshop(TEMPORARY.getRoot().toPath(), Map.of());
        String licence = workshop.shell("'%s/portal' licence extend --data '%s' --modules lending,thief"
                .formatted(PortalProcess.root(), portal.data()));
        operator.send("PUT", "/api/v1/licence", "text/plain", licence.strip()).expect(200);
    }

    private static Path build(String folder, String name, UnaryOperator<String> change) throws Exception {
        Listings listings = Listings.of(PortalProcess.root().resolve("docs/your-first-module.md"));
        Map<String, String> files = new HashMap<>();
        listings.files().forEach((path, text) -> {
            String changed = change.apply(text);
            files.put(name.endsWith("thief") ? path.replace("lending", "thief") : path, changed);
        });
        Workshop workshop = new Workshop(TEMPORARY.newFolder(folder).toPath(), Map.of());
        new Listings(files, List.of()).writeTo(workshop.folder());
        workshop.shell("mvn -q package");
        return workshop.folder().resolve("target").resolve(name + "-1.0.0.jar");
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Before
    public void othersUseThePortal() {
        visitors = new Visitors(portal.url(), "/forum");
        visitors.median(A_WHILE);
        before = visitors.median(A_WHILE);
    }

    @After
    public void othersHaveNotNoticed() throws Exception {
        Await.until(
                "the home page takes no longer than one and a half times what it took before, %.1f ms"
                        .formatted(before),
                SOON,
                () -> visitors.median(A_WHILE) <= 1.5 * before);
        visitors.close();
        assertEquals(List.of(), visitors.failures());
        assertTrue("there were no visitors", visitors.pages() > 50);
        guest.get("/health/ready").expect(200);
    }

    @Test
    public void aFileThatIsNoBundle() throws Exception {
        Files.writeString(drop("hello.jar"), "Hello!");
        Files.writeString(drop("hello.kar"), "Hello!");
        Path noBundle = drop("plain.jar");
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(noBundle))) {
            out.putNextEntry(new java.util.zip.ZipEntry("hello.txt"));
        }
        Await.until("all are listed", SOON, () -> unfit().size() == 3);
        assertTrue(words(unfit(), "hello.jar").contains("不是 jar"));
        assertTrue(words(unfit(), "hello.kar").contains("不是 jar 或 KAR"));
        assertTrue(words(unfit(), "plain.jar").contains("不是模块"));
        String page = console.get("/console/modules").expect(200).body();
        assertTrue(page.contains("deploy/hello.jar") && page.contains("deploy/plain.jar"));
        String english = operator.send("GET", "/api/v1/modules/deploy-folder", null, null, "Accept-Language", "en")
                .body();
        assertTrue(english, english.contains("not a module"));
        assertTrue(console.get("/console/health").body().contains("hello.jar"));
        Files.delete(drop("hello.jar"));
        Files.delete(drop("hello.kar"));
        Files.delete(noBundle);
        Await.until("nothing is listed", SOON, () -> unfit().isEmpty());
    }

    @Test
    public void anImportThatNobodyProvides() throws Exception {
        new JarVariant(good)
                .header("Import-Package", old -> old + ",org.nowhere.at.all;version=\"[1.2,2)\"")
                .moveTo(drop("lending.jar"));
        Await.until("it says what it lacks", SOON, () -> problem().contains("org.nowhere.at.all [1.2"));
        Await.until("the folder says it as well", SOON, () -> words(unfit(), "lending.jar")
                .contains("org.nowhere.at.all"));
        refusesToStart("org.nowhere.at.all");
        assertTrue(console.get("/console/modules/lending").body().contains("org.nowhere.at.all"));
        assertTrue(console.get("/console/modules/lending/plan?desired=ENABLED")
                .body()
                .contains("org.nowhere.at.all"));
        takeAway("lending.jar");
    }

    @Test
    public void aNewerApi() throws Exception {
        new JarVariant(good)
                .header("Import-Package", old -> {
                    String newer = old.replaceFirst(
                            "org\\.wanrenhui\\.portal\\.api\\.spi;version=\"[^\"]*\"",
                            "org.wanrenhui.portal.api.spi;version=\"[1.99,2)\"");
                    assertFalse(old, newer.equals(old));
                    return newer;
                })
                .moveTo(drop("lending.jar"));
        Await.until("the module is installed", SOON, () -> operator.get(MODULE).status() == 200);
        assertTrue(problem(), problem().contains("org.wanrenhui.portal.api.spi [1.99"));
        assertTrue(problem(), problem().contains("(here: 1."));
        refusesToStart("org.wanrenhui.portal.api.spi [1.99");
        switchOff();
        takeAway("lending.jar");
    }

    @Test
    public void aMigrationThatFailsAndIsMended() throws Exception {
        new JarVariant(good)
                .text(
                        "migrations/V1__lending.sql",
                        "create table lending.item (id bigint not null primary key);\nselect nonsense from nowhere;\n")
                .moveTo(drop("lending.jar"));
        Await.until("the module is installed", SOON, () -> operator.get(MODULE).status() == 200);
        refusesToStart("V1__lending.sql");
        assertTrue(problem(), problem().contains("V1__lending.sql"));
        assertEquals("DISABLED", operator.get(MODULE).json().get("desired").asText());
        guest.get("/lending").expect(404);

        Files.copy(good, drop("lending.jar"), StandardCopyOption.REPLACE_EXISTING);
        Await.until(
                "the old words are gone",
                SOON,
                () -> operator.get(MODULE).json().get("problem").isNull());
        operator.put(MODULE, Map.of("desired", "ENABLED")).expect(200);
        assertTrue(guest.get("/lending").expect(200).body().contains("架子还空着"));
        switchOff();
        takeAway("lending.jar");
    }

    @Test
    public void aVersionThatThrowsWhileStartingReplacesOneThatRan() throws Exception {
        Files.copy(throwing, drop("lending.jar"));
        Await.until("the module is installed", SOON, () -> operator.get(MODULE).status() == 200);
        refusesToStart("the shelf fell down");
        Files.copy(good, drop("lending.jar"), StandardCopyOption.REPLACE_EXISTING);
        Await.until(
                "the good one is there",
                SOON,
                () -> operator.get(MODULE).json().get("problem").isNull());
        operator.put(MODULE, Map.of("desired", "ENABLED")).expect(200);
        guest.get("/lending").expect(200);

        Files.copy(throwing, drop("lending.jar"), StandardCopyOption.REPLACE_EXISTING);
        Await.until(
                "it is off",
                SOON,
                () -> guest.get("/lending").status() == 404
                        && operator.get(MODULE).json().get("mode").asText().equals("OFF"));
        assertTrue(problem(), problem().contains("the shelf fell down"));
        assertEquals("ENABLED", operator.get(MODULE).json().get("desired").asText());
        assertTrue(console.get("/console").body().contains("the shelf fell down"));

        Files.copy(good, drop("lending.jar"), StandardCopyOption.REPLACE_EXISTING);
        Await.until("it is back by itself", SOON, () -> guest.get("/lending").status() == 200);
        switchOff();
        takeAway("lending.jar");
    }

    @Test
    public void anAddressThatBelongsToAnother() throws Exception {
        Files.copy(thief, drop("thief.jar"));
        Await.until(
                "the module is installed",
                SOON,
                () -> operator.get("/api/v1/modules/thief").status() == 200);
        operator.put("/api/v1/modules/thief", Map.of("desired", "ENABLED")).expect(200);
        assertTrue(guest.get("/forum").expect(200).body().contains("论坛"));
        guest.get("/api/v1/forum/boards").expect(200);
        guest.get("/thief").expect(200);
        JsonNode status = operator.get("/api/v1/modules/thief").json();
        assertEquals("ON", status.get("mode").asText());
        assertTrue(status.get("problem").asText().contains("/forum"));
        assertTrue(console.get("/console/modules/thief").body().contains("/forum"));
        operator.put("/api/v1/modules/thief", Map.of("desired", "DISABLED")).expect(200);
        guest.get("/forum").expect(200);
        Files.delete(drop("thief.jar"));
        Await.until(
                "it is gone", SOON, () -> operator.get("/api/v1/modules/thief").status() == 404);
        guest.get("/forum").expect(200);
    }

    /** A stranger that calls itself a core module would need neither licence nor switch, and get that module's tables. */
    @Test
    public void aStrangerThatCallsItselfCore() throws Exception {
        new JarVariant(good)
                .header("Provide-Capability", old -> old.replace("id=lending", "id=membership;core=true"))
                .header("Bundle-SymbolicName", old -> "org.wanrenhui.membership")
                .moveTo(drop("stranger.jar"));
        Await.until(
                "it is looked at", SOON, () -> words(unfit(), "stranger.jar").contains("membership"));
        assertFalse("its block is not there", guest.get("/").body().contains("架子还空着"));
        assertFalse("it has not run for a moment either", portal.log().contains("started past the portal's switch"));
        portal.as("resident");
        JsonNode membership = operator.get("/api/v1/modules/membership").json();
        assertTrue(membership.get("core").asBoolean());
        Files.delete(drop("stranger.jar"));
        Await.until("it is gone", SOON, () -> unfit().isEmpty());
        portal.as("resident");
    }

    private static Path drop(String name) {
        return portal.data().resolve("deploy").resolve(name);
    }

    private static void takeAway(String name) throws Exception {
        Files.delete(drop(name));
        Await.until("it is gone", SOON, () -> operator.get(MODULE).status() == 404);
    }

    private static void switchOff() {
        operator.put(MODULE, Map.of("desired", "DISABLED")).expect(200);
    }

    private static void refusesToStart(String because) {
        String answer =
                operator.put(MODULE, Map.of("desired", "ENABLED")).expect(409).body();
        assertTrue(answer, answer.contains(because));
        assertEquals("OFF", operator.get(MODULE).json().get("mode").asText());
    }

    private static String problem() {
        return operator.get(MODULE).expect(200).json().get("problem").asText();
    }

    private static JsonNode unfit() {
        return operator.get("/api/v1/modules/deploy-folder").expect(200).json().get("items");
    }

    private static String words(JsonNode items, String file) {
        for (JsonNode item : items) {
            if (item.get("file").asText().equals(file)) {
                return item.get("words").asText();
            }
        }
        return "";
    }
}
