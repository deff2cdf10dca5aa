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
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.itests.support.Plugins;
import org.wanrenhui.itests.support.Visitors;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/**
 * A module that misbehaves while people read the home page and the forum: no request of theirs fails, the home page is as
 * fast as before, the console says what is wrong, and switching it off works.
 */
public class MisbehavingModuleIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final String MODULE = "/api/v1/modules/broken";

    private static PortalProcess portal;
    private static Client operator;
    private static Client console;
    private static int version;

    @Rule
    public final TestName name = new TestName();

    private Visitors visitors;
    private double before;
    private long since;

    @BeforeClass
    public static void start() throws Exception {
        Headquarters headquarters = new Headquarters("tests");
        portal = PortalProcess.create()
                .set("portal.module.start-seconds", "3")
                .set("portal.module.spin-seconds", "6")
                .set("portal.module.space-mib", "40")
                .set("portal.module.threads", "60")
                .set("portal.module.failing-seconds", "6");
        headquarters.trustedBy(portal);
        portal.start();
        operator = portal.as("operator");
        console = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        operator.send(
                        "PUT",
                        "/api/v1/licence",
                        "text/plain",
                        headquarters.licence("forum", "demo", "broken").sign())
                .expect(200);
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Before
    public void peopleReadWithoutIt() throws Exception {
        visitors = new Visitors(portal.url(), "/forum");
        visitors.median(A_WHILE);
    }

    /** Whatever it has done: it goes off, and nobody has noticed. */
    @After
    public void switchingItOffWorksAndNobodyHasNoticed() throws Exception {
        System.out.printf(
                "%s: home page %.1f ms before, %.1f ms since (95 %%: %.1f ms), %d pages%n",
                name.getMethodName(), before, visitors.millis(50, since), visitors.millis(95, since), visitors.pages());
        operator.put(MODULE, Map.of("desired", "DISABLED")).expect(200);
        assertEquals("OFF", module().get("mode").asText());
        assertEquals("DISABLED", module().get("desired").asText());
        portal.guest().get("/broken").expect(404);
        Files.delete(jar());
        Await.until("it is gone", SOON, () -> operator.get(MODULE).status() == 404);
        visitors.close();
        assertEquals(List.of(), visitors.failures());
        assertTrue("there were no visitors", visitors.pages() > 50);
        portal.guest().get("/health/ready").expect(200);
    }

    @Test
    public void aBlockThatNeverReturns() throws Exception {
        begin("block-waits");
        enable();
        says("区块 broken.block 一直没有返回");
        asFastAsBefore();
        isPaused("一直没有结束");
        portal.guest().get("/broken").expect(404);
        resumes();
        says("区块 broken.block 一直没有返回");
    }

    @Test
    public void aBlockThatSpins() throws Exception {
        begin("block-spins");
        enable();
        says("区块 broken.block 一直没有返回");
        asFastAsBefore();
        isPaused("一直没有结束");
    }

    @Test
    public void aBlockThatThrows() throws Exception {
        begin("block-throws");
        enable();
        says("the block fell over");
        asFastAsBefore();
        isPaused("the block fell over");
    }

    @Test
    public void aBlockThatIsSlow() throws Exception {
        begin("block-slow");
        enable();
        says("区块 broken.block 超过 300 毫秒");
        asFastAsBefore();
        JsonNode module = module();
        assertEquals("it is only left out", "ON", module.get("mode").asText());
        assertFalse(module.get("paused").asBoolean());
        JsonNode figures = operator.get(MODULE + "/figures").expect(200).json();
        assertTrue(figures.toString(), figures.get("late").asLong() > 0);
        portal.guest().get("/broken").expect(200);
    }

    @Test
    public void aStartThatThrows() throws Exception {
        begin("start-throws");
        refusesToStart("the start fell over");
        asFastAsBefore();
    }

    @Test
    public void aStartThatNeverReturns() throws Exception {
        begin("start-waits");
        refusesToStart("没有返回");
        asFastAsBefore();
    }

    @Test
    public void aStartThatSpins() throws Exception {
        begin("start-spins");
        refusesToStart("没有返回");
        asFastAsBefore();
    }

    @Test
    public void aStopThatNeverReturns() throws Exception {
        begin("stop-waits");
        enable();
        portal.guest().get("/broken").expect(200);
        asFastAsBefore();
    }

    @Test
    public void threadsThatLeak() throws Exception {
        begin("leaks");
        enable();
        isPaused("个线程");
        Await.until(
                "its threads have ended", SOON, () -> figures().get("threads").asInt() == 0);
        asFastAsBefore();
    }

    @Test
    public void aThreadThatSpins() throws Exception {
        begin("spins");
        enable();
        asFastAsBefore();
        assertTrue(figures().get("threads").asInt() > 0);
        isPaused("broken-spinner");
        Await.until("its thread has ended", SOON, () -> figures().get("threads").asInt() == 0);
        asFastAsBefore();
    }

    @Test
    public void aDiskThatFills() throws Exception {
        begin("fills");
        enable();
        isPaused("数据区");
        assertTrue(figures().get("fileBytes").asLong() > 40L * 1024 * 1024);
        Await.until("its thread has ended", SOON, () -> figures().get("threads").asInt() == 0);
        asFastAsBefore();
    }

    @Test
    public void aPlaceThatNoPageHas() throws Exception {
        begin("place");
        enable();
        says("home.cellar");
        says("home.main");
        asFastAsBefore();
        assertEquals("ON", module().get("mode").asText());
        portal.guest().get("/broken").expect(200);
    }

    @Test
    public void figuresOfAModuleThatIsWell() throws Exception {
        begin("none");
        enable();
        for (int i = 0; i < 5; i++) {
            portal.guest().get("/broken").expect(200);
        }
        JsonNode figures = figures();
        assertTrue(figures.toString(), figures.get("requests").asLong() >= 5);
        assertTrue(module().get("problem").isNull());
        JsonNode forum =
                operator.get("/api/v1/modules/forum/figures").expect(200).json();
        assertTrue(forum.toString(), forum.get("queries").asLong() > 0);
        assertTrue(forum.toString(), forum.get("tableBytes").asLong() > 0);
        assertTrue(forum.toString(), forum.get("tables").size() > 3);
        String page = console.get("/console/modules/forum").expect(200).body();
        assertTrue(page, page.contains("用量") && page.contains("数据库查询"));
        operator.get("/api/v1/modules/nothing/figures").expect(404);
        asFastAsBefore();
    }

    private void begin(String manner) throws Exception {
        String own = "1.0." + ++version;
        Plugins.build(
                "broken",
                portal.data().resolve("deploy"),
                Map.of("Broken-Manner", manner, "Bundle-Version", own),
                Map.of());
        Await.until(
                "the module is installed",
                SOON,
                () -> operator.get(MODULE).status() == 200
                        && module().get("version").asText().equals(own));
        before = visitors.median(A_WHILE);
        since = System.nanoTime();
    }

    private static void enable() {
        operator.put(MODULE, Map.of("desired", "ENABLED")).expect(200);
    }

    private static void refusesToStart(String because) {
        String answer =
                operator.put(MODULE, Map.of("desired", "ENABLED")).expect(409).body();
        assertTrue(answer, answer.contains(because));
        assertEquals("OFF", module().get("mode").asText());
    }

    /** The API and the console, in words. */
    private static void says(String words) {
        Await.until("the API says " + words, SOON, () -> module().get("problem")
                .asText()
                .contains(words));
        Await.until(
                "the console says " + words,
                SOON,
                () -> console.get("/console/modules/broken").expect(200).body().contains(words));
    }

    private static void isPaused(String because) {
        Await.until("it is paused", SOON, () -> module().get("paused").asBoolean());
        JsonNode module = module();
        assertEquals("OFF", module.get("mode").asText());
        assertEquals("ENABLED", module.get("desired").asText());
        String words = module.get("problem").asText();
        assertTrue(words, words.contains("暂停") && words.contains(because));
        String page = console.get("/console/modules/broken").expect(200).body();
        assertTrue(page, page.contains("恢复运行"));
        Await.until("it is written down", SOON, () -> operator.get("/api/v1/audit?action=modules.paused")
                .body()
                .contains("module:broken"));
    }

    /** By the button of its page. */
    private static void resumes() {
        console.form("/console/modules/broken", Map.of("desired", "ENABLED")).expect(303);
        assertEquals("ON", module().get("mode").asText());
        assertFalse(module().get("paused").asBoolean());
        portal.guest().get("/broken").expect(200);
    }

    private void asFastAsBefore() {
        Await.until(
                "the home page takes no longer than one and a half times what it took before, %.1f ms"
                        .formatted(before),
                SOON,
                () -> visitors.median(A_WHILE) <= 1.5 * before);
    }

    private static JsonNode module() {
        return operator.get(MODULE).expect(200).json();
    }

    private static JsonNode figures() {
        return operator.get(MODULE + "/figures").expect(200).json();
    }

    private static Path jar() {
        return portal.data().resolve("deploy/broken.jar");
    }
}
