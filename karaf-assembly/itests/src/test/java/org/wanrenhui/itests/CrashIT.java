package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.itests.support.Tables;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** What was acknowledged is there after a power cut, and a switch that was cut short is brought to its end. */
@RunWith(Parameterized.class)
public class CrashIT {

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private String url;
    private PortalProcess portal;

    @Before
    public void start() throws Exception {
        url = Databases.fresh(database);
        portal = PortalProcess.create().database(url).start();
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void acknowledgedPostsSurvive() throws Exception {
        Client resident = portal.as("resident");
        long board = firstBoard(resident);
        long topic = resident.post(
                        "/api/v1/forum/boards/" + board + "/topics", Map.of("title", "断电测试", "body", "每条回复都要留下"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        rewardEveryReply(portal.as("operator"));
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Map<String, AtomicInteger> byAccount = new ConcurrentHashMap<>();
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger number = new AtomicInteger();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String account = List.of(
                            "resident", "merchant", "property", "agent", "operator", "resident", "agent", "operator")
                    .get(i);
            Client writer = portal.as(account);
            Thread thread = new Thread(() -> {
                while (running.get()) {
                    String mark = "回复编号" + String.format("%06d", number.incrementAndGet()) + "号";
                    try {
                        Client.Answer answer =
                                writer.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", mark));
                        if (answer.status() == 201) {
                            acknowledged.add(answer.json().get("id").asLong() + " " + mark);
                            byAccount
                                    .computeIfAbsent(account, name -> new AtomicInteger())
                                    .incrementAndGet();
                        }
                    } catch (UncheckedIOException e) {
                        return;
                    }
                }
            });
            writers.add(thread);
            thread.start();
        }
        Await.until("some posts", Duration.ofSeconds(30), () -> acknowledged.size() > 150);
        portal.killDashNine();
        running.set(false);
        for (Thread writer : writers) {
            writer.join();
        }

        portal.start();
        List<String> stored = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = portal.guest()
                    .get("/api/v1/forum/topics/" + topic + "/posts?limit=100"
                            + (after.isEmpty() ? "" : "&after=" + after))
                    .expect(200)
                    .json();
            page.get("items")
                    .forEach(post -> stored.add(
                            post.get("id").asLong() + " " + post.get("body").asText()));
            after = page.get("next").isNull()
                    ? ""
                    : Client.encode(page.get("next").asText());
        } while (!after.isEmpty());
        List<String> lost = new ArrayList<>(acknowledged);
        lost.removeAll(stored);
        assertTrue("acknowledged but gone: " + lost, lost.isEmpty());

        // Every event of an acknowledged post is delivered. The rule for replies has no daily limit here and gives one
        // entry for each event: the members' entries tell how many have arrived, and none counts twice.
        for (Map.Entry<String, AtomicInteger> posted : byAccount.entrySet()) {
            Client member = portal.as(posted.getKey());
            int wanted = posted.getValue().get();
            Await.until(
                    "an event for each of the " + wanted + " posts of " + posted.getKey(),
                    Duration.ofSeconds(120),
                    () -> rewards(member) >= wanted);
        }
        // Consumers go through the stream in its order: who knows what came later has been given all that was before.
        portal.as("resident")
                .post("/api/v1/forum/boards/" + board + "/topics", Map.of("title", "复电之后写下的", "body", "后来的话题"))
                .expect(201);
        for (String title : List.of("断电测试", "复电之后写下的")) {
            Await.until(
                    "the search knows " + title,
                    Duration.ofSeconds(60),
                    () -> portal.guest()
                                    .get("/api/v1/search?q=" + Client.encode(title))
                                    .expect(200)
                                    .json()
                                    .get("items")
                                    .size()
                            == 1);
        }
        Client again = portal.as("operator");
        assertTrue(again.get("/api/v1/dead-letters")
                .expect(200)
                .json()
                .get("items")
                .isEmpty());
        portal.stop();
        everyEventIsBehindItsConsumers(acknowledged);
        System.out.println(database + ": " + acknowledged.size() + " acknowledged posts, all there, all delivered");
    }

    /** In the database itself: an event for each post, nobody who wants all events still before it, none put aside. */
    private void everyEventIsBehindItsConsumers(Collection<String> acknowledged) throws Exception {
        try (Tables tables = Tables.of(portal, url)) {
            Set<String> published = new HashSet<>();
            Pattern post = Pattern.compile("(?m)^post=(\\d+)$");
            for (String data : tables.rows("select data from portal.event where type = 'forum.post-created'")) {
                Matcher matcher = post.matcher(data);
                if (matcher.find()) {
                    published.add(matcher.group(1));
                }
            }
            List<String> silent = acknowledged.stream()
                    .map(line -> line.split(" ")[0])
                    .filter(id -> !published.contains(id))
                    .toList();
            assertTrue("acknowledged but no event: " + silent, silent.isEmpty());
            long last = tables.number("select max(place) from portal.event where type = 'forum.post-created'");
            List<String> cursors = tables.rows("select consumer, place from portal.event_cursor"
                    + " where consumer in ('search.index', 'membership.growth')");
            assertEquals(cursors.toString(), 2, cursors.size());
            for (String cursor : cursors) {
                assertTrue(cursor + " of " + last, Long.parseLong(cursor.replaceFirst(".* ", "")) >= last);
            }
            assertEquals(0, tables.number("select count(*) from portal.event_parked"));
        }
    }

    @Test
    public void switchesThatWereCutShortEndAsDesired() throws Exception {
        for (int round = 0; round < 4; round++) {
            Client operator = portal.as("operator");
            boolean off = round % 2 == 0;
            Thread request = new Thread(() -> {
                try {
                    operator.put("/api/v1/modules/forum", Map.of("desired", off ? "DISABLED" : "ENABLED"));
                } catch (UncheckedIOException e) {
                    // The node died meanwhile: that is what this test is about.
                }
            });
            request.start();
            Thread.sleep(ThreadLocalRandom.current().nextInt(5, 120));
            portal.killDashNine();
            request.join();
            portal.start();
            Client again = portal.as("operator");
            JsonNode module = again.get("/api/v1/modules/forum").expect(200).json();
            boolean desired = module.get("desired").asText().equals("ENABLED");
            int expected = desired ? 200 : 404;
            Await.until(
                    "actual state equals desired " + module,
                    Duration.ofSeconds(10),
                    () -> portal.guest().get("/forum").status() == expected);
            again.put("/api/v1/modules/forum", Map.of("desired", "ENABLED")).expect(200);
        }
        assertEquals(200, portal.guest().get("/forum").status());
    }

    @Test
    public void twoOperatorsAtOnce() throws Exception {
        List<Client> operators = List.of(portal.as("operator"), portal.as("operator"));
        for (int round = 0; round < 10; round++) {
            List<Client.Answer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Client operator = operators.get(i);
                String desired = i == 0 ? "DISABLED" : "ENABLED";
                Thread thread = new Thread(
                        () -> answers.add(operator.put("/api/v1/modules/forum", Map.of("desired", desired))));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (Client.Answer answer : answers) {
                answer.expect(200, 409);
            }
            assertEquals("both were answered", 2, answers.size());
            assertTrue("one of them has had their way", answers.stream().anyMatch(answer -> answer.status() == 200));
            JsonNode module =
                    operators.get(0).get("/api/v1/modules/forum").expect(200).json();
            int expected = module.get("desired").asText().equals("ENABLED") ? 200 : 404;
            Await.until(
                    "actual state equals desired",
                    Duration.ofSeconds(5),
                    () -> portal.guest().get("/forum").status() == expected);
        }
    }

    /** Takes the daily limit off the rule for replies. */
    private static void rewardEveryReply(Client operator) {
        for (JsonNode rule : operator.get("/api/v1/membership/growth/rules")
                .expect(200)
                .json()
                .get("items")) {
            if (rule.get("pattern").asText().equals("forum.post-created")) {
                Map<String, Object> changed = new HashMap<>();
                for (String field : List.of("title", "titleEn", "pattern", "href")) {
                    changed.put(field, rule.get(field).asText());
                }
                changed.put("amount", rule.get("amount").asInt());
                changed.put("dailyCap", 0);
                changed.put("on", true);
                operator.put("/api/v1/membership/growth/rules/" + rule.get("id").asLong(), changed)
                        .expect(200, 204);
                return;
            }
        }
        throw new AssertionError("no rule for replies");
    }

    /** Entries of the member for replies. */
    private static int rewards(Client member) {
        int count = 0;
        String after = "";
        do {
            JsonNode page = member.get("/api/v1/membership/me/growth/points?limit=100"
                            + (after.isEmpty() ? "" : "&after=" + Client.encode(after)))
                    .expect(200)
                    .json();
            for (JsonNode entry : page.get("items")) {
                count += entry.get("reason").asText().equals("回复邻居") ? 1 : 0;
            }
            after = page.get("next").isNull() ? "" : page.get("next").asText();
        } while (!after.isEmpty());
        return count;
    }

    private static long firstBoard(Client client) {
        return client.get("/api/v1/forum/boards")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
    }
}
