package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.wanrenhui.itests.support.Raw;
import org.wanrenhui.itests.support.Totp;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** What the guards before every operation hold off, and how long a session lives. */
public class SecurityIT {

    private static final String NEW_PASSWORD = "Corridor-lamp-28";
    private static final List<String> EVERYWHERE = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "X-Frame-Options",
            "X-Request-Id");

    private static String database;
    private static PortalProcess portal;
    private static Client operator;
    private static int people;

    @BeforeClass
    public static void start() throws Exception {
        database = Databases.fresh("postgresql");
        portal = PortalProcess.create()
                .database(database)
                .option("--bind", "0.0.0.0")
                .start();
        operator = portal.as("operator");
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    /** Sets a setting as another node would. */
    private static void setting(String key, String value) throws Exception {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update portal.setting_version set version = version + 1 where id = 1");
            statement.executeUpdate("delete from portal.setting where setting_key = '" + key + "'");
            if (!value.isEmpty()) {
                statement.executeUpdate("insert into portal.setting (setting_key, setting_value) values ('" + key
                        + "', '" + value + "')");
            }
            connection.commit();
        }
    }

    private static Client person(String password) {
        String login = "guard" + ++people + "@security.test";
        portal.guest()
                .post(
                        "/api/v1/membership/members",
                        Map.of("login", login, "name", "门卫" + people, "password", password, "agreed", true))
                .expect(201);
        return portal.guest().signIn(login, password);
    }

    private static Client cookie(Client signedIn) {
        return portal.guest().withSession(signedIn.token());
    }

    /** Id of some community. */
    private static long community() {
        return operator.get("/api/v1/membership/communities")
                .json()
                .at("/items/0/id")
                .asLong();
    }

    @Test
    public void nothingChangesWithoutTheTokenOfTheForm() {
        Client member = cookie(person(NEW_PASSWORD));
        Client stranger = cookie(person(NEW_PASSWORD));
        String right = member.csrf();
        String foreign = stranger.csrf();
        assertNotEquals(right, foreign);
        List<String> wrong = new ArrayList<>();
        int operations = 0;
        for (JsonNode item : operator.get("/api/v1/access").json().get("items")) {
            String method = item.get("method").asText();
            if (method.equals("GET")) {
                continue;
            }
            operations++;
            String path = item.get("path").asText().replaceAll("\\{[a-z]+}", "999999999");
            String type = path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded";
            refused(wrong, "without", member.send(method, path, type, ""));
            refused(wrong, "made up", member.send(method, path, type, "", "X-CSRF-Token", "0".repeat(32)));
            refused(wrong, "foreign", member.send(method, path, type, "", "X-CSRF-Token", foreign));
            refused(wrong, "in a form as text", member.send(method, path, "text/plain", "_csrf=" + right));
            for (String[] from : new String[][] {
                {"Origin", "http://evil.example"},
                {"Origin", "null"},
                {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-site"}
            }) {
                refused(
                        wrong,
                        from[0] + " " + from[1],
                        member.send(method, path, type, "", "X-CSRF-Token", right, from[0], from[1]));
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(String.valueOf(operations), operations > 100);
        member.get("/me").expect(200);
        // the same token is good where it belongs
        member.form("/preferences", Map.of("_csrf", right, "locale", "en", "return", "/"))
                .expect(303);
    }

    private static void refused(List<String> wrong, String how, Client.Answer got) {
        if (got.status() != 403 || !got.body().contains("csrf") && !got.body().contains("error")) {
            wrong.add(how + ": " + got.brief());
        }
    }

    @Test
    public void theMethodIsTheOneOfTheRequestLine() {
        Client member = person(NEW_PASSWORD);
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            member.send("GET", "/api/v1/membership/sessions/current", null, null, header, "DELETE")
                    .expect(404, 405);
            member.send("POST", "/api/v1/membership/me", "application/json", "{\"bio\":\"x\"}", header, "PATCH")
                    .expect(405);
        }
        member.send("GET", "/api/v1/membership/sessions/current?_method=DELETE", null, null)
                .expect(404, 405);
        member.get("/api/v1/membership/me").expect(200);
        member.send("TRACE", "/api/v1/membership/me", null, null).expect(405);
    }

    @Test
    public void jsonIsTakenAsJsonOnly() {
        Client member = person(NEW_PASSWORD);
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json")) {
            // text that is in no parts at all is malformed before it is of the wrong type
            int refused = type.startsWith("multipart") ? 400 : 415;
            member.send("PATCH", "/api/v1/membership/me", type, "{\"bio\":\"x\"}")
                    .expect(refused);
            member.send("POST", "/api/v1/forum/boards/1/topics", type, "{\"title\":\"xx\",\"body\":\"x\"}")
                    .expect(refused);
        }
        member.send(
                        "PATCH",
                        "/api/v1/membership/me",
                        "multipart/form-data; boundary=part",
                        "--part\r\nContent-Disposition: form-data; name=\"bio\"\r\n\r\nx\r\n--part--\r\n")
                .expect(415);
        // what a client may not set is refused, not ignored
        for (String field : List.of("id", "verified", "points", "level", "kind", "role", "email", "state", "trust")) {
            member.send("PATCH", "/api/v1/membership/me", "application/json", "{\"" + field + "\":1}")
                    .expect(400, 422);
        }
    }

    @Test
    public void aSessionThatEndedIsDeadAtOnce() {
        Client one = person(NEW_PASSWORD);
        Client browser = cookie(one);
        browser.get("/me").expect(200);
        one.delete("/api/v1/membership/sessions/current").expect(204);
        one.get("/api/v1/membership/me").expect(401);
        browser.get("/me").expect(303);
        one.get("/api/v1/forum/boards").expect(401);
    }

    @Test
    public void aNewPasswordEndsTheOtherSessions() {
        Client here = person(NEW_PASSWORD);
        String login = "guard" + people + "@security.test";
        Client there = portal.guest().signIn(login, NEW_PASSWORD);
        there.get("/api/v1/membership/me").expect(200);
        here.put("/api/v1/membership/me/password", Map.of("old", NEW_PASSWORD, "password", "Corridor-lamp-29"))
                .expect(204);
        there.get("/api/v1/membership/me").expect(401);
        here.get("/api/v1/membership/me").expect(200);
        portal.guest()
                .post("/api/v1/membership/sessions", Map.of("login", login, "password", NEW_PASSWORD))
                .expect(401);
        portal.guest().signIn(login, "Corridor-lamp-29");
    }

    @Test
    public void aRoleGivenOrTakenCountsAtOnce() {
        Client agent = person(NEW_PASSWORD);
        String roles = "/api/v1/membership/office/members/" + agent.memberId() + "/roles";
        agent.get("/api/v1/moderation/cases").expect(403);
        operator.post(roles, Map.of("role", "AGENT", "scopeKind", "COMMUNITY", "scopeId", community()))
                .expect(200, 204);
        agent.get("/api/v1/moderation/cases").expect(200);
        long grant = operator.get(roles).json().get("items").get(0).get("id").asLong();
        operator.delete(roles + "/" + grant).expect(200, 204);
        agent.get("/api/v1/moderation/cases").expect(403);
        String suspension = "/api/v1/membership/office/members/" + agent.memberId() + "/suspension";
        operator.put(suspension, Map.of("reason", "a test")).expect(200, 204);
        agent.get("/api/v1/membership/me").expect(401);
        operator.delete(suspension).expect(200, 204);
        agent.get("/api/v1/membership/me").expect(401);
    }

    @Test
    public void theOfficeStaysShutWithoutTheSecondFactor() throws Exception {
        Client staff = person(NEW_PASSWORD);
        String login = "guard" + people + "@security.test";
        operator.post(
                        "/api/v1/membership/office/members/" + staff.memberId() + "/roles",
                        Map.of("role", "OPERATOR", "scopeKind", "PORTAL", "scopeId", 0))
                .expect(200, 204);
        staff.get("/api/v1/modules").expect(200);
        setting("membership.totp.required", "true");
        try {
            Await.until(
                    "the office to shut",
                    Duration.ofSeconds(10),
                    () -> staff.get("/api/v1/modules").status() == 403);
            cookie(staff).get("/console").expect(403);
            String secret = staff.post("/api/v1/membership/me/factor/secret", Map.of())
                    .expect(200)
                    .json()
                    .get("secret")
                    .asText();
            staff.post("/api/v1/membership/me/factor", Map.of("code", "000000")).expect(422);
            JsonNode recovery = staff.post("/api/v1/membership/me/factor", Map.of("code", Totp.code(secret, -1)))
                    .expect(200)
                    .json()
                    .get("items");
            staff.get("/api/v1/modules").expect(200);
            Client again = portal.guest();
            assertTrue(again.post("/api/v1/membership/sessions", Map.of("login", login, "password", NEW_PASSWORD))
                    .expect(401)
                    .body()
                    .contains("second-factor"));
            String code = Totp.code(secret, 0);
            again.post("/api/v1/membership/sessions", Map.of("login", login, "password", NEW_PASSWORD, "code", code))
                    .expect(201);
            again.post("/api/v1/membership/sessions", Map.of("login", login, "password", NEW_PASSWORD, "code", code))
                    .expect(401);
            staff.delete("/api/v1/membership/me/factor?code=" + recovery.get(0).asText())
                    .expect(204);
            staff.get("/api/v1/modules").expect(403);
        } finally {
            setting("membership.totp.required", "");
        }
        Await.until(
                "the office to open",
                Duration.ofSeconds(10),
                () -> staff.get("/api/v1/modules").status() == 200);
    }

    @Test
    public void nobodyIsSentElsewhere() {
        Client browser = portal.guest();
        String login = "guard" + (people + 1) + "@security.test";
        person(NEW_PASSWORD);
        for (String to : List.of(
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "/\t/evil.example",
                "/%0d%0aSet-Cookie: a=b",
                "/\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "///evil.example",
                "/.//evil.example",
                "/@evil.example",
                " //evil.example",
                "")) {
            home(browser.form("/preferences", Map.of("locale", "en", "return", to))
                    .expect(303));
            home(portal.guest()
                    .form("/sign-in", Map.of("login", login, "password", NEW_PASSWORD, "return", to))
                    .expect(303));
            Client.Answer form = portal.guest().get("/sign-in?return=" + Client.encode(to));
            form.expect(200);
            assertFalse(form.body().contains("href=\"//evil"));
        }
    }

    private static void home(Client.Answer answer) {
        String to = answer.header("location").replaceFirst("^" + portal.url(), "");
        assertTrue(to, to.startsWith("/") && !to.contains("\\") && !to.startsWith("/."));
        assertEquals("", answer.header("a"));
        answer.headers()
                .getOrDefault("set-cookie", List.of())
                .forEach(cookie -> assertTrue(cookie, cookie.startsWith("wrh_")));
    }

    @Test
    public void filesOutsideTheStaticFoldersStayThere() {
        String css = portal.guest().get("/").body().replaceAll("(?s).*?href=\"(/static/[^\"]+\\.css)\".*", "$1");
        portal.guest().get(css).expect(200);
        String folder = css.substring(0, css.lastIndexOf('/'));
        for (String path : List.of(
                folder + "/../../../META-INF/MANIFEST.MF",
                folder + "/..%2f..%2fMETA-INF/MANIFEST.MF",
                folder + "/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                folder + "/..;/..;/META-INF/MANIFEST.MF",
                folder + "/..\\..\\META-INF\\MANIFEST.MF",
                folder + "/....//META-INF/MANIFEST.MF",
                folder + "/%252e%252e/META-INF/MANIFEST.MF",
                "/static/../../etc/passwd",
                "/static//etc/passwd",
                "/static/org.wanrenhui.portal.web/x/../../templates/x.ftlh",
                "/templates/layout.ftlh",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/c/..%2f..%2fconsole",
                "/about/../console",
                "/about%2f..%2fconsole")) {
            Raw.Answer answer = Raw.get(portal.url(), path);
            assertTrue(path + " → " + answer.status(), answer.status() == 400 || answer.status() == 404);
            assertFalse(path, answer.body().contains("Bundle-") || answer.body().contains("root:"));
        }
    }

    @Test
    public void aNameThatIsNoneGoesNowhere() throws Exception {
        for (String host :
                List.of("evil\"><b>", "a b", "evil.example/x", "user@evil.example", "evil.example:99999999", "")) {
            Raw.Answer answer = Raw.get(portal.url(), "/", "Host: " + host);
            assertEquals(host, 400, answer.status());
            assertFalse(host, answer.body().contains("evil"));
        }
        assertTrue(Raw.get(portal.url(), "/", "Host: good.example").body().contains("good.example"));
        setting("web.hosts", "good.example");
        try {
            Await.until(
                    "the names to count",
                    Duration.ofSeconds(10),
                    () -> Raw.get(portal.url(), "/", "Host: evil.example").status() == 421);
            assertFalse(Raw.get(portal.url(), "/sitemap.xml", "Host: evil.example")
                    .body()
                    .contains("<loc>"));
            assertEquals(
                    200, Raw.get(portal.url(), "/", "Host: good.example:8080").status());
            assertEquals(
                    200, Raw.get(portal.url(), "/health/live", "Host: 10.0.0.7").status());
        } finally {
            setting("web.hosts", "");
        }
        Await.until(
                "every name",
                Duration.ofSeconds(10),
                () -> portal.guest().get("/").status() == 200);
    }

    @Test
    public void whatIsPrivateIsNotKept() {
        Client member = person(NEW_PASSWORD);
        Client browser = cookie(member);
        for (String page :
                List.of("/", "/me", "/me/security", "/me/growth", "/forum", "/forum/mine", "/nowhere", "/console")) {
            assertTrue(page, browser.get(page).header("cache-control").contains("no-store"));
        }
        for (String operation : List.of(
                "/api/v1/membership/me", "/api/v1/membership/sessions", "/api/v1/forum/boards", "/api/v1/modules")) {
            assertTrue(operation, member.get(operation).header("cache-control").contains("no-store"));
        }
        assertTrue(portal.guest().get("/me").header("cache-control").contains("no-store"));
    }

    @Test
    public void cookiesAreForTheServerAlone() {
        person(NEW_PASSWORD);
        String login = "guard" + people + "@security.test";
        String form = Client.encode(Map.of("login", login, "password", NEW_PASSWORD));
        Client.Answer plain = portal.guest().send("POST", "/sign-in", "application/x-www-form-urlencoded", form);
        Client.Answer tls = portal.guest()
                .send("POST", "/sign-in", "application/x-www-form-urlencoded", form, "X-Forwarded-Proto", "https");
        for (Client.Answer answer : List.of(plain, tls)) {
            answer.expect(303);
            List<String> cookies = answer.headers().get("set-cookie");
            assertTrue(cookies.toString(), cookies.stream().anyMatch(cookie -> cookie.startsWith("wrh_session=")));
            for (String cookie : cookies) {
                assertTrue(
                        cookie,
                        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"));
                assertEquals(cookie, answer == tls, cookie.contains("Secure"));
                assertFalse(cookie, cookie.contains("Domain="));
            }
        }
        assertTrue(tls.header("strict-transport-security").startsWith("max-age="));
        assertEquals("", plain.header("strict-transport-security"));
    }

    /** A client that is not told would send its next request into a connection that the portal has given up. */
    @Test
    public void whatIsRefusedBeforeItIsReadEndsItsConnection() {
        Client member = person(NEW_PASSWORD);
        String large = "{\"bio\":\"" + "x".repeat(1_100_000) + "\"}";
        Client.Answer tooLarge = member.send("PATCH", "/api/v1/membership/me", "application/json", large)
                .expect(413);
        assertEquals("close", tooLarge.header("connection"));
        Client.Answer noPath =
                member.send("POST", "/forum/%2e%2e/x", "text/plain", large).expect(400);
        assertEquals("close", noPath.header("connection"));
        Client.Answer read = member.send("PATCH", "/api/v1/membership/me", "application/json", "{\"bio\":1}");
        assertEquals(400, read.status());
        assertEquals("what was read keeps its connection", "", read.header("connection"));
    }

    @Test
    public void everyKindOfAnswerCarriesTheHeaders() {
        Client guest = portal.guest();
        Client member = person(NEW_PASSWORD);
        String css = guest.get("/").body().replaceAll("(?s).*?href=\"(/static/[^\"]+\\.css)\".*", "$1");
        List<Client.Answer> answers = List.of(
                guest.get("/").expect(200),
                guest.get(css).expect(200),
                guest.get("/static/x/y/z.css").expect(404),
                guest.get("/favicon.ico").expect(302),
                guest.get("/health/live").expect(200),
                guest.get("/metrics").expect(200),
                guest.get("/sitemap.xml").expect(200),
                guest.get("/robots.txt").expect(200),
                guest.get("/forum/feed").expect(200),
                guest.get("/api/v1/openapi.json").expect(200),
                guest.get("/me").expect(303),
                guest.get("/nowhere").expect(404),
                guest.get("/api/v1/nowhere").expect(404),
                guest.get("/api/v1/membership/me").expect(401),
                member.get("/api/v1/modules").expect(403),
                member.send("PATCH", "/api/v1/modules", "application/json", "{}")
                        .expect(405),
                member.send("PATCH", "/api/v1/membership/me", "text/plain", "{}")
                        .expect(415),
                member.send("PATCH", "/api/v1/membership/me", "application/json", "{")
                        .expect(400),
                member.send(
                                "PATCH",
                                "/api/v1/membership/me",
                                "application/json",
                                "{\"bio\":\"" + "x".repeat(1_100_000) + "\"}")
                        .expect(413),
                guest.send("OPTIONS", "/forum", null, null),
                guest.send("HEAD", "/forum", null, null).expect(200),
                guest.send("POST", "/static/x", "text/plain", "x").expect(405),
                guest.send("TRACE", "/", null, null).expect(405));
        for (Client.Answer answer : answers) {
            for (String header : EVERYWHERE) {
                assertNotEquals(header + " of " + answer.brief(), "", answer.header(header));
            }
            assertFalse(answer.header("content-security-policy").contains("unsafe"));
            assertEquals("", answer.header("server"));
            assertEquals("", answer.header("x-powered-by"));
        }
    }

    @Test
    public void whatIsNoHttpIsToldNothing() {
        for (String request : List.of(
                "GARBAGE\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(70_000) + "\r\nConnection: close\r\n\r\n",
                "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\nabcdef",
                "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            Raw.Answer answer = Raw.send(portal.url(), request);
            String shown = request.substring(0, Math.min(80, request.length())) + " → " + answer.head();
            assertTrue(shown, answer.status() >= 400 && answer.status() < 600 && answer.status() != 500);
            assertFalse(
                    shown,
                    (answer.head() + answer.body())
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains("jetty"));
            assertFalse(
                    shown, answer.body().contains("at org.") || answer.body().contains("Exception"));
        }
    }

    @Test
    public void guessingIsSlowedWhateverTheForwardedHeaderSays() throws Exception {
        InetAddress own = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address ->
                        !address.isLoopbackAddress() && address.getHostAddress().indexOf(':') < 0)
                .findFirst()
                .orElse(null);
        person(NEW_PASSWORD);
        String body = "{\"login\":\"guard" + people + "@security.test\",\"password\":\"wrong-guess-1\"}";
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String request = "POST /api/v1/membership/sessions HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nX-Forwarded-For: 198.51.100." + i
                    + (own == null ? ", 203.0.113.5" : "") + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            answers.add(Raw.send(
                            own == null ? "127.0.0.1" : own.getHostAddress(),
                            portal.url().getPort(),
                            request)
                    .status());
        }
        assertEquals(Collections.nCopies(10, 401), answers.subList(0, 10));
        assertEquals(List.of(429, 429), answers.subList(10, 12));
    }

    @Test
    public void nobodyLearnsWhoIsAMember() {
        person(NEW_PASSWORD);
        String known = "guard" + people + "@security.test";
        String unknown = "nobody" + people + "@security.test";
        for (String operation : List.of("sessions", "codes/recover", "codes/register")) {
            Client.Answer one = portal.guest().post("/api/v1/membership/" + operation, credentials(operation, known));
            Client.Answer other =
                    portal.guest().post("/api/v1/membership/" + operation, credentials(operation, unknown));
            assertEquals(operation, other.status(), one.status());
            assertEquals(operation, plain(other, unknown), plain(one, known));
        }
        Map<String, String> reset = Map.of("login", known, "code", "123456", "password", "Corridor-lamp-31");
        Client.Answer one =
                portal.guest().post("/api/v1/membership/codes/password", reset).expect(422);
        Client.Answer other = portal.guest()
                .post(
                        "/api/v1/membership/codes/password",
                        Map.of("login", unknown, "code", "123456", "password", "Corridor-lamp-31"));
        assertEquals(plain(other, unknown), plain(one, known));
        Client.Answer page = portal.guest().form("/recover/code", Map.of("login", known));
        Client.Answer pageOther = portal.guest().form("/recover/code", Map.of("login", unknown));
        assertEquals(pageOther.status(), page.status());
        assertEquals(plain(pageOther, unknown), plain(page, known));
    }

    private static Map<String, String> credentials(String operation, String login) {
        return operation.equals("sessions")
                ? Map.of("login", login, "password", "wrong-guess-2")
                : Map.of("login", login);
    }

    private static String plain(Client.Answer answer, String login) {
        return answer.body().replace(login, "LOGIN").replaceAll("[0-9a-f]{4}-[0-9a-f]{4}", "ID");
    }
}
