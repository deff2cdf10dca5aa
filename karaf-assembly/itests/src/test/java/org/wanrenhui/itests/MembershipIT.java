package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.itests.support.Authenticator;
import org.wanrenhui.itests.support.Post;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** Members from registration to the end of the account, over HTTP and a real mail server. */
@RunWith(Parameterized.class)
public class MembershipIT {

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private static PortalProcess portal;
    private static Post post;
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Parameterized.BeforeParam
    public static void start(String database) throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
        post = new Post();
        post.serve(portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD));
    }

    @Parameterized.AfterParam
    public static void stop() throws Exception {
        post.close();
        portal.close();
    }

    private static final String PASSWORD = "correct horse battery";

    private static Client operator() {
        return portal.as("operator");
    }

    private static void setting(String group, Map<String, String> values) {
        operator()
                .put("/api/v1/settings/groups/" + group, Map.of("values", values))
                .expect(200);
    }

    private static String fresh() {
        return "member" + COUNT.incrementAndGet() + "@example.org";
    }

    private static Client register(String login) {
        portal.guest()
                .post(
                        "/api/v1/membership/members",
                        Map.of(
                                "login",
                                login,
                                "name",
                                "邻居" + COUNT.incrementAndGet(),
                                "password",
                                PASSWORD,
                                "kind",
                                "RESIDENT",
                                "agreed",
                                true))
                .expect(201);
        return portal.guest().signIn(login, PASSWORD);
    }

    /** Proves the address that a member signs in with. */
    private static void prove(Client member, String login) {
        int known = post.count(login);
        assertTrue(member.post("/api/v1/membership/me/contacts", Map.of("login", login, "password", PASSWORD))
                .expect(200)
                .json()
                .get("codeSent")
                .asBoolean());
        member.put("/api/v1/membership/me/contacts", Map.of("login", login, "code", post.code(login, known)))
                .expect(200);
    }

    @Test
    public void registersByMailWithACode() {
        setting("membership", Map.of("membership.verify.mail", "true"));
        try {
            String login = fresh();
            Map<String, Object> draft = Map.of(
                    "login", login, "name", "有码" + COUNT.incrementAndGet(), "password", PASSWORD, "agreed", true);
            JsonNode refused = portal.guest()
                    .post("/api/v1/membership/members", draft)
                    .expect(422)
                    .json();
            assertTrue(refused.toString(), refused.toString().contains("code"));
            portal.guest()
                    .post("/api/v1/membership/codes/register", Map.of("login", login))
                    .expect(202);
            Post.Mail mail = post.next(login, 0);
            assertTrue(mail.type(), mail.type().startsWith("text/plain"));
            Map<String, Object> complete = new java.util.HashMap<>(draft);
            complete.put("code", post.code(login, 0));
            portal.guest().post("/api/v1/membership/members", complete).expect(201);
            JsonNode contacts = portal.guest()
                    .signIn(login, PASSWORD)
                    .get("/api/v1/membership/me/contacts")
                    .expect(200)
                    .json();
            assertTrue(contacts.get("contacts").get(0).get("proven").asBoolean());
        } finally {
            setting("membership", Map.of("membership.verify.mail", "false"));
        }
    }

    @Test
    public void everyKindRegistersInABrowser() {
        for (String kind : List.of("RESIDENT", "MERCHANT", "PROPERTY")) {
            Client guest = portal.guest();
            guest.get("/register").expect(200);
            guest.form(
                            "/register",
                            Map.of(
                                    "login",
                                    "1390000" + (1000 + COUNT.incrementAndGet()),
                                    "name",
                                    "新" + COUNT.incrementAndGet(),
                                    "password",
                                    PASSWORD,
                                    "kind",
                                    kind,
                                    "agreed",
                                    "true"))
                    .expect(303);
            guest.get("/me").expect(200);
        }
        Client guest = portal.guest();
        String again = guest.form("/register", Map.of("login", "nobody", "name", "", "password", "1"))
                .expect(422)
                .body();
        assertTrue(again.contains("aria-invalid"));
    }

    @Test
    public void anAddressIsChangedAndTheOldOneIsTold() {
        String old = fresh();
        String wanted = fresh();
        Client member = register(old);
        prove(member, old);
        member.put("/api/v1/membership/me/mails", Map.of("language", "en", "notices", true))
                .expect(200);
        int known = post.count(old);
        prove(member, wanted);
        assertEquals("Your contact was changed", post.next(old, known).subject());
        portal.guest().signIn(wanted, PASSWORD);
        portal.guest()
                .post("/api/v1/membership/sessions", Map.of("login", old, "password", PASSWORD))
                .expect(401);
        member.post("/api/v1/membership/me/contacts", Map.of("login", fresh(), "password", "not this one"))
                .expect(422);
        member.post("/api/v1/membership/me/contacts/remove", Map.of("kind", "mail", "password", PASSWORD))
                .expect(409);
    }

    @Test
    public void aForgottenPasswordIsRecovered() {
        String login = fresh();
        Client member = register(login);
        portal.guest()
                .post("/api/v1/membership/codes/recover", Map.of("login", login))
                .expect(202);
        portal.guest()
                .post("/api/v1/membership/codes/recover", Map.of("login", "nobody-at-all@example.org"))
                .expect(202);
        String code = post.code(login, 0);
        Map<String, String> reset = Map.of("login", login, "code", code, "password", "a wholly new one");
        portal.guest().post("/api/v1/membership/codes/password", reset).expect(204);
        portal.guest().post("/api/v1/membership/codes/password", reset).expect(422);
        assertEquals(401, member.get("/api/v1/membership/me").status());
        portal.guest().signIn(login, "a wholly new one");
        assertEquals("您的密码已更改", post.next(login, 1).subject());
        assertEquals(0, post.count("nobody-at-all@example.org"));
    }

    @Test
    public void sessionsAreListedAndEnded() {
        String login = fresh();
        Client one = register(login);
        Client other = portal.guest().signIn(login, PASSWORD);
        JsonNode sessions =
                one.get("/api/v1/membership/sessions").expect(200).json().get("items");
        assertEquals(2, sessions.size());
        for (JsonNode session : sessions) {
            if (!session.get("current").asBoolean()) {
                one.delete("/api/v1/membership/sessions/" + session.get("id").asLong())
                        .expect(204);
            }
        }
        other.get("/api/v1/membership/me").expect(401);
        one.get("/api/v1/membership/me").expect(200);
    }

    @Test
    public void signingInTakesTheSecondFactorAndARecoveryCodeOnce() {
        String login = fresh();
        Client member = register(login);
        String secret = member.send("POST", "/api/v1/membership/me/factor/secret", null, null)
                .expect(200)
                .json()
                .get("secret")
                .asText();
        JsonNode codes = member.post("/api/v1/membership/me/factor", Map.of("code", Authenticator.code(secret, 0)))
                .expect(200)
                .json()
                .get("items");
        Map<String, String> password = Map.of("login", login, "password", PASSWORD);
        portal.guest().post("/api/v1/membership/sessions", password).expect(401);
        Map<String, String> lost = Map.of(
                "login", login, "password", PASSWORD, "code", codes.get(0).asText());
        portal.guest().post("/api/v1/membership/sessions", lost).expect(201);
        portal.guest().post("/api/v1/membership/sessions", lost).expect(401);
        portal.guest()
                .post(
                        "/api/v1/membership/sessions",
                        Map.of("login", login, "password", PASSWORD, "code", Authenticator.code(secret, 1)))
                .expect(201);
    }

    @Test
    public void guessingIsSlowedDownWithAClearAnswer() {
        String login = fresh();
        register(login);
        Map<String, String> wrong = Map.of("login", login, "password", "guess");
        for (int i = 0; i < 10; i++) {
            portal.guest().post("/api/v1/membership/sessions", wrong).expect(401);
        }
        JsonNode answer = portal.guest()
                .post("/api/v1/membership/sessions", wrong)
                .expect(429)
                .json();
        assertTrue(answer.toString(), answer.get("detail").asText().contains("15"));
    }

    @Test
    public void aHomeIsRefusedAskedForAgainApprovedAndWithdrawn() {
        long yunshui = community("yunshui");
        String login = fresh();
        Client member = register(login);
        prove(member, login);
        Map<String, String> home = Map.of("building", "1号楼", "unit", "2单元", "room", "301", "relation", "TENANT");
        member.post("/api/v1/membership/communities/" + yunshui + "/verifications", home)
                .expect(409);
        member.put("/api/v1/membership/communities/" + yunshui + "/membership", Map.of())
                .expect(200);
        long first = ask(member, yunshui, home);
        member.post("/api/v1/membership/communities/" + yunshui + "/verifications", home)
                .expect(409);
        assertTrue(sees("agent", first));
        assertTrue(sees("property", first));
        portal.as("resident")
                .post("/api/v1/membership/verifications/" + first + "/decision", Map.of("approve", true))
                .expect(403);
        Client agent = portal.as("agent");
        int known = post.count(login);
        agent.post("/api/v1/membership/verifications/" + first + "/decision", Map.of("approve", false))
                .expect(422);
        agent.post(
                        "/api/v1/membership/verifications/" + first + "/decision",
                        Map.of("approve", false, "reason", "房号不对"))
                .expect(204);
        assertTrue(post.next(login, known).body().contains("房号不对"));
        Await.until(
                "the same stands behind the bell",
                Duration.ofSeconds(30),
                () ->
                        member
                                .get("/api/v1/notify/notices")
                                .expect(200)
                                .json()
                                .get("items")
                                .findValuesAsText("text")
                                .stream()
                                .anyMatch(text -> text.contains("房号不对")));
        assertFalse(verified(member));

        long second = ask(member, yunshui, home);
        Map<String, Object> yes = Map.of("approve", true, "reason", "");
        portal.as("property")
                .post("/api/v1/membership/verifications/" + second + "/decision", yes)
                .expect(204);
        agent.post("/api/v1/membership/verifications/" + second + "/decision", yes)
                .expect(409);
        assertTrue(verified(member));
        JsonNode residence = member.get("/api/v1/membership/me/communities")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertFalse("a tenant's proof ends", residence.get("until").isNull());

        String withdraw = "/api/v1/membership/verifications/residents/"
                + residence.get("id").asLong() + "/withdraw";
        portal.as("resident").post(withdraw, Map.of("reason", "只是试试")).expect(403);
        agent.post(withdraw, Map.of("reason", "已经搬走")).expect(204);
        assertFalse(verified(member));
    }

    private static long community(String slug) {
        for (JsonNode c :
                portal.guest().get("/api/v1/membership/communities").json().get("items")) {
            if (c.get("slug").asText().equals(slug)) {
                return c.get("id").asLong();
            }
        }
        throw new AssertionError("no community " + slug);
    }

    private static long ask(Client member, long community, Map<String, String> home) {
        return member.post("/api/v1/membership/communities/" + community + "/verifications", home)
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private static boolean sees(String role, long request) {
        return portal.as(role)
                .get("/api/v1/membership/verifications?limit=100")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("id")
                .contains(Long.toString(request));
    }

    private static boolean verified(Client member) {
        return member.get("/api/v1/membership/me")
                .expect(200)
                .json()
                .get("verified")
                .asBoolean();
    }

    @Test
    public void pointsHaveReasonsAndAreAppealedOnce() {
        Client member = register(fresh());
        Client operator = operator();
        operator.post(
                        "/api/v1/membership/office/members/" + member.memberId() + "/points",
                        Map.of("amount", -7, "reason", "误操作测试"))
                .expect(204);
        JsonNode entry = null;
        for (JsonNode e : member.get("/api/v1/membership/me/growth/points")
                .expect(200)
                .json()
                .get("items")) {
            entry = e.get("amount").asInt() == -7 ? e : entry;
        }
        assertEquals("误操作测试", entry.get("reason").asText());
        String appeal = "/api/v1/membership/me/growth/points/" + entry.get("id").asLong() + "/appeal";
        member.post(appeal, Map.of("words", "这不是我做的")).expect(204);
        member.post(appeal, Map.of("words", "这不是我做的")).expect(409);
        long open = -1;
        for (JsonNode a : operator.get("/api/v1/membership/growth/appeals?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            open = a.get("member").get("id").asLong() == member.memberId()
                    ? a.get("id").asLong()
                    : open;
        }
        String decision = "/api/v1/membership/growth/appeals/" + open + "/decision";
        operator.post(decision, Map.of("uphold", false, "answer", "")).expect(422);
        operator.post(decision, Map.of("uphold", true, "answer", "确实误操作")).expect(204);
        operator.post(decision, Map.of("uphold", true, "answer", "再来")).expect(409);
        int sum = 0;
        for (JsonNode e : member.get("/api/v1/membership/me/growth/points")
                .expect(200)
                .json()
                .get("items")) {
            sum += Math.abs(e.get("amount").asInt()) == 7 ? e.get("amount").asInt() : 0;
        }
        assertEquals(0, sum);
    }

    @Test
    public void whoIsBlockedCannotFollow() {
        Client one = register(fresh());
        Client other = register(fresh());
        one.send("PUT", "/api/v1/membership/members/" + other.memberId() + "/block", null, null)
                .expect(204);
        other.send("PUT", "/api/v1/membership/members/" + one.memberId() + "/follow", null, null)
                .expect(409);
    }

    @Test
    public void aMemberTakesACopyAndCloses() {
        String login = fresh();
        Client member = register(login);
        JsonNode copy = member.get("/api/v1/membership/me/data").expect(200).json();
        assertEquals(login, copy.get("membership").get("email").asText());
        assertFalse(copy.toString().contains("passwordHash"));
        member.post("/api/v1/membership/me/erase", Map.of("password", "wrong")).expect(422);
        member.post("/api/v1/membership/me/erase", Map.of("password", PASSWORD)).expect(204);
        member.get("/api/v1/membership/me").expect(401);
        portal.guest()
                .post("/api/v1/membership/sessions", Map.of("login", login, "password", PASSWORD))
                .expect(401);
        register(login);
    }

    @Test
    public void theSecondOfTwoOperatorsIsTold() {
        long id = community("yunshui");
        Client operator = operator();
        JsonNode record = operator.get("/api/v1/membership/communities/" + id + "/record")
                .expect(200)
                .json();
        Map<String, Object> draft = new java.util.HashMap<>();
        for (String field : List.of("slug", "name", "address", "intro", "joinRule", "buildings")) {
            draft.put(field, record.get(field).asText());
        }
        draft.put("divisionCode", record.get("divisionCode").asLong());
        draft.put("order", record.get("order").asInt());
        draft.put("open", true);
        draft.put("edition", record.get("edition").asInt());
        draft.put("intro", "第一位的改动");
        operator.put("/api/v1/membership/communities/" + id, draft).expect(200);
        draft.put("intro", "第二位的改动");
        String detail = operator.put("/api/v1/membership/communities/" + id, draft)
                .expect(409)
                .json()
                .get("detail")
                .asText();
        assertTrue(detail, detail.contains("刚才有人改过这里"));
        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        assertTrue(browser.get("/console/regions/" + id).expect(200).body().contains("第一位的改动"));
    }

    @Test
    public void everyOwnPageOpens() {
        Client member = portal.guest().signInByForm("agent@demo", PortalProcess.PASSWORD);
        for (String page : List.of(
                "/me",
                "/me/profile",
                "/me/residence",
                "/me/growth",
                "/me/ties",
                "/me/contacts",
                "/me/security",
                "/me/security/factor",
                "/me/data",
                "/me/data/copy.json",
                "/me/community",
                "/moderation/mine")) {
            member.get(page).expect(200);
            portal.guest().get(page).expect(303);
        }
    }
}
