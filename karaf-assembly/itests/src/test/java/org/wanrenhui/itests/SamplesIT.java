package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.itests.support.JarVariant;
import org.wanrenhui.itests.support.Workshop;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Operator;
import org.wanrenhui.portal.testing.PortalProcess;
import org.wanrenhui.portal.testing.PortalRule;

/**
 * The plugins in samples/ are built outside the project with nothing of it but the repository for authors, dropped into a
 * running portal, used as people use them, and switched off one by one.
 */
public class SamplesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SECRET = "sixteen-letters-or-more";
    private static final Pattern SHEET = Pattern.compile("<link[^>]*href=\"([^\"]*\\.css[^\"]*)\"");
    private static final Pattern QUOTE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    /** Brand of the theme in samples/lantern-theme. */
    private static final String LANTERN = "#a8321f";

    private static final String LANTERN_JAR = "org.example.lantern-1.0.0.jar";
    private static final String IMPOSTOR = "#00ff01";

    /** What the webhook got. */
    private record Post(String time, String signature, byte[] body) {}

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @ClassRule
    public static final PortalRule portal = PortalRule.plain();

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private HttpServer hook;
    private Client console;

    @Before
    public void listen() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            posts.add(new Post(
                    exchange.getRequestHeaders().getFirst("X-Wanrenhui-Time"),
                    exchange.getRequestHeaders().getFirst("X-Wanrenhui-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
    }

    @After
    public void hangUp() {
        hook.stop(0);
    }

    @Test
    public void areBuiltOutsideDroppedInUsedAndSwitchedOff() throws Exception {
        Path work = copyOfTheSamples();
        Workshop stranger =
                Workshop.ofAStranger(work, temporary.newFolder("home").toPath(), Map.of());
        Operator operator = portal.operator();
        operator.drop(built(stranger, work, "lantern-theme", "package", LANTERN_JAR));
        operator.drop(built(stranger, work, "webhook-notifier", "package", "org.example.webhook-1.0.0.jar"));
        operator.drop(built(stranger, work, "noticeboard", "verify", "org.example.noticeboard.kar"));
        for (String module : List.of("noticeboard", "lantern", "webhook")) {
            operator.awaitInstalled(module);
            assertEquals(module, "OFF", operator.mode(module));
        }
        assertFalse("a theme that is off cannot be worn", settingsPage().contains("value=\"lantern\""));
        operator.license("noticeboard", "lantern", "webhook");
        operator.enable("noticeboard").enable("lantern").enable("webhook");

        noticeboard();
        theme();
        webhook();
        goOneByOne();
        String log = portal.process().log();
        assertFalse("errors in the log:\n" + log, log.contains(" ERROR "));
    }

    /** What the guide shows of them from its chapter on events on is what they say; only white space may differ. */
    @Test
    public void areWhatTheGuideQuotes() throws IOException {
        Path root = PortalProcess.root();
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(root.resolve("samples"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.append(dense(Files.readString(file)));
            }
        }
        String guide = Files.readString(root.resolve("docs/plugin-guide.md"));
        Matcher quote = QUOTE.matcher(guide.substring(guide.indexOf("\n## Events\n")));
        int count = 0;
        for (; quote.find(); count++) {
            assertTrue(quote.group(1), sources.indexOf(dense(quote.group(1))) >= 0);
        }
        assertTrue("the guide quotes them", count >= 5);
    }

    private static String dense(String text) {
        return text.replaceAll("\\s+", "");
    }

    private Path copyOfTheSamples() throws Exception {
        Path root = PortalProcess.root();
        Workshop.publish(root);
        Path work = temporary.newFolder("samples").toPath();
        try (Stream<Path> files = Files.walk(root.resolve("samples"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()) {
                Path copy = work.resolve(root.resolve("samples").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (String sample : List.of("noticeboard", "lantern-theme", "webhook-notifier")) {
            Path pom = work.resolve(sample).resolve("pom.xml");
            String text = Files.readString(pom);
            assertTrue("short pom", text.lines().count() < 30);
            Files.writeString(
                    pom, text.replace("file:../../target/repository", "file://" + root.resolve("target/repository")));
        }
        return work;
    }

    private static Path built(Workshop stranger, Path work, String sample, String phase, String file) throws Exception {
        stranger.in(work.resolve(sample)).shell("mvn -q " + phase);
        return work.resolve(sample).resolve("target").resolve(file);
    }

    /** What the noticeboard does by itself its own test shows; here is what it does beside the forum. */
    private void noticeboard() {
        set("noticeboard", Map.of("noticeboard.board", "chat"));
        portal.signedIn("resident")
                .form("/noticeboard/new", Map.of("title", "捡到一串钥匙", "body", "南门"))
                .expect(303);
        portal.awaitPage("/", "捡到一串钥匙");
        long topic = topic(portal.as("resident"), "周六楼道清洁");
        String page = portal.awaitPage("/noticeboard", "周六楼道清洁");
        assertTrue("it leads to the topic", page.contains("href=\"/forum/t/" + topic + "\""));
        assertEquals("a resident's own and the topic", 2, entries().size());
        long entry = entries().get(0).get("id").asLong();
        portal.as("operator")
                .post("/api/v1/noticeboard/entries/" + entry + "/take-down", Map.of("reason", "不合适"))
                .expect(403);
        forum(topic, "HIDE", "不合适");
        Await.until("hidden there, gone here", SOON, () -> entries().size() == 1);
        forum(topic, "APPROVE", "");
        Await.until("let through there, back here", SOON, () -> entries().size() == 2);
        boardIsFor("members");
        Await.until(
                "the board is no longer for everybody", SOON, () -> entries().size() == 1);
        boardIsFor("public");
        forum(topic, "HIDE", "不合适");
        forum(topic, "APPROVE", "");
        portal.awaitPage("/noticeboard", "周六楼道清洁");
    }

    private void boardIsFor(String audience) {
        portal.as("operator")
                .send("PATCH", "/api/v1/forum/boards/chat", "application/json", "{\"audience\":\"" + audience + "\"}")
                .expect(200);
    }

    private void forum(long topic, String action, String reason) {
        Client operator = portal.as("operator");
        long post = operator.get("/api/v1/forum/topics/" + topic + "/posts")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        operator.post("/api/v1/forum/posts/" + post + "/moderation", Map.of("action", action, "reason", reason))
                .expect(200, 204);
    }

    private void theme() throws Exception {
        assertFalse(sheets().contains(LANTERN));
        assertTrue("offered in its words", settingsPage().contains("灯笼"));
        console().form("/console/settings", Map.of("theme", "lantern")).expect(303);
        Await.until("the page wears the theme", SOON, () -> sheets().contains(LANTERN));
        String home = portal.guest().get("/").expect(200).body();
        assertTrue("texts of others are theirs", home.contains("邻里公告栏"));
        impostor();
    }

    /** A second theme of the same name changes nothing: the first that was installed counts. */
    private void impostor() throws Exception {
        Path deploy = portal.process().data().resolve("deploy");
        new JarVariant(deploy.resolve(LANTERN_JAR))
                .header("Bundle-SymbolicName", old -> "org.example.impostor")
                .header(
                        "Provide-Capability",
                        old -> old.replaceFirst("(org\\.wanrenhui\\.module;[^,]*id=)lantern", "$1impostor"))
                .text("static/css/theme.css", ":root { --brand: " + IMPOSTOR + "; }")
                .moveTo(deploy.resolve("impostor.jar"));
        Operator operator = portal.operator();
        operator.awaitInstalled("impostor").license("impostor").enable("impostor");
        assertEquals("ON", operator.mode("impostor"));
        assertTrue(sheets().contains(LANTERN));
        assertFalse(sheets().contains(IMPOSTOR));
        operator.take("impostor.jar");
        Await.until("it is gone", SOON, () -> operator.mode("impostor").isEmpty());
        assertTrue(sheets().contains(LANTERN));
    }

    private void webhook() throws Exception {
        set(
                "webhook",
                Map.of(
                        "webhook.address",
                        "http://127.0.0.1:" + hook.getAddress().getPort() + "/"));
        set("webhook", Map.of("webhook.secret", SECRET));
        String group = portal.as("operator")
                .get("/api/v1/settings/groups/webhook")
                .expect(200)
                .body();
        assertFalse("nobody is shown the secret again", group.contains(SECRET));
        String form =
                console().get("/console/settings/groups/webhook").expect(200).body();
        assertTrue(form.contains("type=\"password\""));
        assertFalse(form.contains(SECRET));
        set("webhook", Map.of("webhook.timeout", "5", "webhook.secret", ""));
        assertTrue("left empty, it stays", isSet("webhook.secret"));

        recover();
        Post post = posts.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertTrue("a message arrives", post != null);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((post.time() + ".").getBytes(StandardCharsets.US_ASCII));
        assertEquals("sha256=" + HexFormat.of().formatHex(mac.doFinal(post.body())), post.signature());
        JsonNode message = json(post.body());
        assertEquals("MAIL", message.get("channel").asText());
        assertEquals("resident@demo", message.get("to").asText());
        assertFalse(message.get("id").asText().isEmpty());
        set("webhook", Collections.singletonMap("webhook.secret", null));
        assertFalse("taken away", isSet("webhook.secret"));
        set("webhook", Map.of("webhook.secret", SECRET));
    }

    private static boolean isSet(String key) {
        JsonNode group = portal.as("operator")
                .get("/api/v1/settings/groups/webhook")
                .expect(200)
                .json();
        for (JsonNode field : group.get("settings")) {
            if (field.get("key").asText().equals(key)) {
                return field.get("set").asBoolean();
            }
        }
        throw new AssertionError("no " + key + " in " + group);
    }

    private void goOneByOne() {
        Operator operator = portal.operator();
        operator.disable("webhook");
        portal.as("operator").get("/api/v1/settings/groups/webhook").expect(404);
        recover();
        operator.awaitEvents("notify.deliver");
        assertTrue("others carry the messages", posts.isEmpty());
        assertTrue(sheets().contains(LANTERN));
        portal.awaitPage("/noticeboard", "周六楼道清洁");

        operator.disable("noticeboard");
        portal.awaitGone("/api/v1/noticeboard/entries");
        String closed = portal.guest().get("/noticeboard").expect(404).body();
        assertTrue("in the words of the theme", closed.contains("这盏灯先熄一会儿"));
        Await.until(
                "the home page is without it",
                SOON,
                () -> !portal.guest().get("/").expect(200).body().contains("href=\"/noticeboard\""));
        assertTrue(sheets().contains(LANTERN));
        topic(portal.as("resident"), "关着的时候发的话题");

        operator.disable("lantern");
        Await.until("the default is back", SOON, () -> !sheets().contains(LANTERN));
        assertFalse(settingsPage().contains("value=\"lantern\""));
        assertTrue(portal.guest().get("/noticeboard").expect(404).body().contains("暂时没有开放"));

        operator.enable("noticeboard");
        portal.awaitPage("/noticeboard", "捡到一串钥匙");
        portal.awaitPage("/noticeboard", "关着的时候发的话题");
        operator.disable("forum");
        Await.until(
                "without the forum nothing leads there",
                SOON,
                () -> !portal.guest().get("/noticeboard").expect(200).body().contains("href=\"/forum/t/"));
        portal.awaitPage("/noticeboard", "周六楼道清洁");
    }

    private static long topic(Client member, String title) {
        return member.post("/api/v1/forum/boards/chat/topics", Map.of("title", title, "body", "早上九点，欢迎搭把手。"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private void recover() {
        portal.guest()
                .post("/api/v1/membership/codes/recover", Map.of("login", "resident@demo"))
                .expect(202);
    }

    private static void set(String group, Map<String, String> values) {
        portal.as("operator")
                .put("/api/v1/settings/groups/" + group, Map.of("values", values))
                .expect(200);
    }

    private Client console() {
        if (console == null) {
            console = portal.signedIn("operator");
        }
        return console;
    }

    private String settingsPage() {
        return console().get("/console/settings").expect(200).body();
    }

    /** All that the home page's style sheets say. */
    private String sheets() {
        StringBuilder all = new StringBuilder();
        Matcher sheet = SHEET.matcher(portal.guest().get("/").expect(200).body());
        while (sheet.find()) {
            all.append(portal.guest().get(sheet.group(1)).expect(200).body());
        }
        assertTrue("the page has styles", all.length() > 0);
        return all.toString();
    }

    private JsonNode entries() {
        return portal.guest()
                .get("/api/v1/noticeboard/entries")
                .expect(200)
                .json()
                .get("items");
    }

    private static JsonNode json(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
