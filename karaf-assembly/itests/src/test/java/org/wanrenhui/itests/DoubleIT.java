package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** The same thing sent eight times at once: it happens once, and everybody gets a clear answer. */
@RunWith(Parameterized.class)
public class DoubleIT {

    private static final int TIMES = 8;
    private static final int ROUNDS = 4;
    private static final String PASSWORD = "Corridor-lamp-27";
    private static final String API = "/api/v1/";

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private final ExecutorService threads = Executors.newFixedThreadPool(TIMES);
    private PortalProcess portal;
    private Client operator;
    private int people;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
        operator = portal.as("operator");
    }

    @After
    public void stop() throws Exception {
        threads.shutdownNow();
        portal.close();
    }

    private interface Step {
        Client.Answer send(int number);
    }

    /** Sends all at once; the statuses, none of which is a failure of the portal. */
    private List<Integer> atOnce(String what, Step step) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<Client.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            int number = i;
            answers.add(threads.submit((Callable<Client.Answer>) () -> {
                gate.await();
                Client.Answer got = step.send(number);
                while (got.status() == 503 && got.body().contains("/problems/busy")) {
                    // so many passwords at once are more than the portal hashes; it asks to come again
                    got = step.send(number);
                }
                return got;
            }));
        }
        gate.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Client.Answer> answer : answers) {
            Client.Answer got = answer.get();
            assertTrue(what + ": " + got.brief(), got.status() < 500);
            statuses.add(got.status());
        }
        return statuses;
    }

    private static long done(List<Integer> statuses) {
        return statuses.stream().filter(status -> status < 300).count();
    }

    private Client person() {
        String login = "twin" + ++people + "@double.test";
        portal.guest()
                .post(
                        API + "membership/members",
                        Map.of("login", login, "name", "双" + people, "password", PASSWORD, "agreed", true))
                .expect(201);
        return portal.guest().signIn(login, PASSWORD);
    }

    /** Another client of the same member, because one is for one thread. */
    private Client[] clients(Client of) {
        Client[] clients = new Client[TIMES];
        for (int i = 0; i < TIMES; i++) {
            clients[i] = portal.guest().withToken(of.token());
        }
        return clients;
    }

    private long board(String kind) {
        return operator.post(
                        API + "forum/boards",
                        Map.of(
                                "slug",
                                "double-" + kind.toLowerCase(java.util.Locale.ROOT),
                                "kind",
                                kind,
                                "name",
                                "两次" + kind,
                                "nameEn",
                                "",
                                "description",
                                ""))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private JsonNode topic(long id) {
        return operator.get(API + "forum/topics/" + id).expect(200).json();
    }

    /** Id of some community. */
    private long community() {
        return operator.get("/api/v1/membership/communities")
                .json()
                .at("/items/0/id")
                .asLong();
    }

    @Test
    public void onceAndAClearAnswer() throws Exception {
        registration();
        Client member = person();
        Client[] same = clients(member);
        assertEquals(1, done(atOnce("check-in", i -> same[i].post(API + "membership/me/growth/check-in", Map.of()))));
        membership(same);
        forum(member, same);
    }

    private void registration() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String login = "same" + round + "@double.test";
            String name = "同名" + round;
            int now = round;
            assertEquals(1, done(atOnce("same login", i -> portal.guest()
                    .post(
                            API + "membership/members",
                            Map.of(
                                    "login",
                                    login,
                                    "name",
                                    "各" + now + "之" + i,
                                    "password",
                                    PASSWORD,
                                    "agreed",
                                    true)))));
            List<Integer> statuses = atOnce("same name", i -> {
                Client.Answer got = portal.guest()
                        .post(
                                API + "membership/members",
                                Map.of(
                                        "login",
                                        "n" + now + "x" + i + "@double.test",
                                        "name",
                                        name,
                                        "password",
                                        PASSWORD,
                                        "agreed",
                                        true));
                if (got.status() == 422) {
                    assertEquals(
                            got.brief(),
                            "name",
                            got.json().at("/errors/0/field").asText());
                }
                return got;
            });
            assertEquals(1, done(statuses));
        }
    }

    private void membership(Client[] same) throws Exception {
        String community = API + "membership/communities/" + community();
        assertEquals(TIMES, done(atOnce("join", i -> same[i].put(community + "/membership", Map.of()))));
        assertEquals(
                1,
                done(atOnce(
                        "verification",
                        i -> same[i].post(
                                community + "/verifications",
                                Map.of("building", "1", "room", "2", "relation", "OWNER")))));
        long other = person().memberId();
        String tie = API + "membership/members/" + other;
        assertEquals(TIMES, done(atOnce("follow", i -> same[i].put(tie + "/follow", Map.of()))));
        assertEquals(1, same[0].get(tie).json().get("followers").asInt());
        assertEquals(TIMES, done(atOnce("unfollow", i -> same[i].delete(tie + "/follow"))));
        assertEquals(0, same[0].get(tie).json().get("followers").asInt());
        assertEquals(TIMES, done(atOnce("block", i -> same[i].put(tie + "/block", Map.of()))));
        String roles = API + "membership/office/members/" + other + "/roles";
        Client[] operators = clients(operator);
        assertEquals(
                TIMES,
                done(atOnce(
                        "grant",
                        i -> operators[i].post(
                                roles, Map.of("role", "AGENT", "scopeKind", "COMMUNITY", "scopeId", community())))));
        assertEquals(1, operator.get(roles).json().get("items").size());
    }

    private void forum(Client member, Client[] same) throws Exception {
        long board = board("QUESTION");
        String topics = API + "forum/boards/" + board + "/topics";
        List<Integer> posted = atOnce(
                "topic",
                i -> same[i].send(
                        "POST",
                        topics,
                        "application/json",
                        "{\"title\":\"同一个问题\",\"body\":\"只问一次\"}",
                        "Idempotency-Key",
                        "once"));
        assertEquals(TIMES, done(posted));
        assertEquals(1, operator.get(topics).json().get("items").size());
        long question = operator.get(topics).json().at("/items/0/id").asLong();
        String path = API + "forum/topics/" + question;
        assertEquals(
                TIMES,
                done(atOnce(
                        "reply",
                        i -> same[i].send(
                                "POST",
                                path + "/posts",
                                "application/json",
                                "{\"body\":\"补充一句\"}",
                                "Idempotency-Key",
                                "more"))));
        assertEquals(1, topic(question).get("replies").asInt());
        long answer = operator.post(path + "/posts", Map.of("body", "在二楼"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        assertEquals(TIMES, done(atOnce("accept", i -> same[i].put(path + "/answer", Map.of("post", answer)))));
        assertEquals(answer, topic(question).get("answer").asLong());
        String post = API + "forum/posts/" + answer;
        assertEquals(TIMES, done(atOnce("react", i -> same[i].put(post + "/reaction", Map.of("on", true)))));
        assertEquals(1, topic(question).get("reactions").asInt());
        assertEquals(TIMES, done(atOnce("report", i -> same[i].post(post + "/report", Map.of("reason", "spam")))));
        for (JsonNode item :
                operator.get(API + "moderation/cases?limit=100").json().get("items")) {
            if (item.get("contentId").asLong() == answer) {
                assertEquals(1, item.get("reports").asInt());
            }
        }
        assertEquals(
                TIMES, done(atOnce("subscribe", i -> same[i].put(path + "/subscription", Map.of("on", i % 2 == 0)))));
        assertEquals(
                TIMES, done(atOnce("draft", i -> same[i].put(path + "/draft", Map.of("title", "", "body", "草稿" + i)))));
        assertEquals(
                TIMES,
                done(atOnce(
                        "board draft",
                        i -> same[i].put(
                                API + "forum/boards/" + board + "/draft", Map.of("title", "题", "body", "草稿" + i)))));
        vote(same);
        decisions(member, same, path);
    }

    private void vote(Client[] same) throws Exception {
        long board = board("DISCUSSION");
        long poll = operator.post(
                        API + "forum/boards/" + board + "/topics",
                        Map.of(
                                "title",
                                "几点集合",
                                "body",
                                "投一下",
                                "pollQuestion",
                                "几点",
                                "pollOptions",
                                List.of("六点", "七点"),
                                "pollDays",
                                2))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        Instant closes = Instant.parse(topic(poll).at("/poll/closesAt").asText());
        long hours = Duration.between(Instant.now(), closes).toHours();
        assertTrue("open for two days and not for " + hours + " hours", hours >= 46 && hours <= 48);
        JsonNode options = topic(poll).at("/poll/options");
        assertEquals(
                1,
                done(atOnce(
                        "vote",
                        i -> same[i].post(
                                API + "forum/topics/" + poll + "/votes",
                                Map.of(
                                        "options",
                                        List.of(options.get(i % 2).get("id").asLong()))))));
        assertEquals(1, topic(poll).at("/poll/voters").asInt());
    }

    /** Eight presses of one moderator, then the author's appeal eight times. */
    private void decisions(Client member, Client[] same, String path) throws Exception {
        long bad = member.post(path + "/posts", Map.of("body", "这句话会被收起来"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        long bystander = person().post(API + "forum/posts/" + bad + "/report", Map.of("reason", "spam"))
                .status();
        assertEquals(204, bystander);
        long id = 0;
        for (JsonNode item :
                operator.get(API + "moderation/cases?limit=100").json().get("items")) {
            id = item.get("contentId").asLong() == bad ? item.get("id").asLong() : id;
        }
        String decision = API + "moderation/cases/" + id;
        Client[] operators = clients(operator);
        assertEquals(
                1,
                done(atOnce(
                        "decide", i -> operators[i].put(decision, Map.of("action", "HIDE", "reason", "not here")))));
        assertEquals(
                1,
                done(atOnce(
                        "appeal", i -> same[i].post(decision + "/appeal", Map.of("words", "it was true after all")))));
    }
}
