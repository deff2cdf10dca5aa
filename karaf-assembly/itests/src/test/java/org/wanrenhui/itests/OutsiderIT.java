package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.itests.support.Listings;
import org.wanrenhui.itests.support.Workshop;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Load;
import org.wanrenhui.portal.testing.Operator;
import org.wanrenhui.portal.testing.PortalProcess;
import org.wanrenhui.portal.testing.PortalRule;

/**
 * Somebody who has nothing of this project but the repository that {@code ./portal package} makes does what the first chapter
 * of docs/plugin-guide.md says, in an empty folder, while others use the portal.
 */
public class OutsiderIT {

    private static final String MODULE = "noticeboard";
    private static final String PAGE = "/" + MODULE;
    private static final String KAR = "org.example.noticeboard.kar";
    private static final Duration SOON = Duration.ofSeconds(30);
    /** What an operator is promised about a file in deploy/, from the copy to the page. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Rule
    public final PortalRule portal = PortalRule.plain();

    private List<String> steps;
    private Workshop empty;
    private Workshop project;

    @Before
    public void makeTheRepository() throws Exception {
        Path root = PortalProcess.root();
        Workshop.publish(root);
        steps = Listings.of(root.resolve("docs/plugin-guide.md")).steps();
        assertEquals("make it, drop it in, have it licensed, test it", 4, steps.size());
        Path folder = temporary.newFolder("empty").toPath();
        empty = Workshop.ofAStranger(
                folder,
                temporary.newFolder("home").toPath(),
                Map.of(
                        "PORTAL", root.toString(),
                        "DATA", portal.process().data().toString()));
        project = empty.in(folder.resolve("org.example.noticeboard"));
    }

    @Test
    public void fromAnEmptyFolderToAPageThatIsTested() throws Exception {
        empty.shell(steps.get(0));
        assertTrue(
                "short pom",
                Files.readString(project.folder().resolve("pom.xml")).lines().count() < 30);
        try (Load load = new Load(
                portal.process().url(),
                4,
                List.of(Load.Target.of("/"), Load.Target.of("/c/yunshui"), Load.Target.of("/forum")))) {
            firstDay();
            goesAndComesBackWithItsFile();
            isReplacedWhereItIs();
            load.close();
            assertEquals("the others have not noticed", List.of(), load.failures());
            assertTrue("too little to be a load: " + load.requests(), load.requests() > 200);
        }
        goesWhileNobodyLooks();
        project.shell(steps.get(3));
        String log = portal.process().log();
        assertFalse("errors in the log:\n" + log, log.contains(" ERROR "));
    }

    /** Second to fourth step of the chapter; by API what an operator does in the console. */
    private void firstDay() throws Exception {
        project.shell(steps.get(1));
        Operator operator = portal.operator();
        operator.awaitInstalled(MODULE);
        assertEquals("OFF", operator.mode(MODULE));
        portal.guest().get(PAGE).expect(404);
        operator.client()
                .put("/api/v1/modules/" + MODULE, Map.of("desired", "ENABLED"))
                .expect(403);
        project.shell(steps.get(2));
        Client console = portal.signedIn("operator");
        String jws = Files.readString(project.folder().resolve("target/licence.jws"));
        console.form("/console/licence", Map.of("jws", jws)).expect(303);
        console.form("/console/modules/" + MODULE, Map.of("desired", "ENABLED")).expect(303);
        portal.awaitPage(PAGE, "还没有便条");
        portal.awaitPage("/", "href=\"" + PAGE + "\"");
        portal.signedIn("resident").form(PAGE, Map.of("text", "谁有梯子")).expect(303);
        isBack();
    }

    private void goesAndComesBackWithItsFile() throws Exception {
        Path kar = project.folder().resolve("target").resolve(KAR);
        for (int round = 1; round <= 3; round++) {
            portal.operator().take(KAR);
            long gone = Await.until("the page is gone", PROMISED, () -> status(PAGE) == 404);
            assertEquals(404, status("/api/v1/" + MODULE + "/notes"));
            Await.until("nobody knows it", SOON, () -> portal.operator()
                    .mode(MODULE)
                    .isEmpty());
            Await.until("the home page is without it", SOON, () -> !home().contains(PAGE));
            portal.operator().drop(kar);
            long there = Await.until("the page is there", PROMISED, () -> status(PAGE) == 200);
            isBack();
            System.out.printf("%s taken out: gone after %d ms; dropped in: there after %d ms%n", KAR, gone, there);
        }
    }

    /** What step five of the chapter says: another text, the same version, the second step again. */
    private void isReplacedWhereItIs() throws Exception {
        Path texts = project.folder().resolve("src/main/resources/i18n/messages_zh_CN.properties");
        Files.writeString(texts, Files.readString(texts).replace("邻里便条", "楼道便条"));
        project.shell(steps.get(1));
        portal.awaitPage(PAGE, "楼道便条");
        isBack();
        Files.writeString(texts, Files.readString(texts).replace("楼道便条", "邻里便条"));
    }

    private void goesWhileNobodyLooks() throws Exception {
        PortalProcess process = portal.process();
        process.stop();
        process.start();
        assertEquals("it is there when the portal is", 200, status(PAGE));
        isBack();
        process.stop();
        portal.operator().take(KAR);
        process.start();
        portal.awaitGone(PAGE);
        assertEquals("", new Operator(process).mode(MODULE));
        portal.operator().drop(project.folder().resolve("target").resolve(KAR));
        portal.awaitPage(PAGE, "谁有梯子");
    }

    private void isBack() {
        assertTrue(portal.guest().get(PAGE).expect(200).body().contains("谁有梯子"));
        assertEquals(
                1,
                portal.guest()
                        .get("/api/v1/" + MODULE + "/notes")
                        .expect(200)
                        .json()
                        .get("items")
                        .size());
    }

    private String home() {
        return portal.guest().get("/").expect(200).body();
    }

    private int status(String path) {
        return portal.guest().get(path).status();
    }
}
