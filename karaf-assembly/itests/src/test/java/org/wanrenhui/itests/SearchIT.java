package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** Chinese in the middle of a sentence, letters and numbers; what is new and what is hidden. */
@RunWith(Parameterized.class)
public class SearchIT {

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private static PortalProcess portal;

    @Parameterized.BeforeParam
    public static void start(String database) throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
    }

    @Parameterized.AfterParam
    public static void stop() throws Exception {
        portal.close();
    }

    private static long post(Client author, long board, String title, String body) {
        return author.post("/api/v1/forum/boards/" + board + "/topics", Map.of("title", title, "body", body))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private static long board() {
        return portal.guest()
                .get("/api/v1/forum/boards")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
    }

    private static JsonNode search(String query) {
        return portal.guest()
                .get("/api/v1/search?q=" + Client.encode(query))
                .expect(200)
                .json();
    }

    private static boolean finds(String query, long topic) {
        return search(query).get("items").findValuesAsText("href").stream()
                .anyMatch(href -> href.matches("/forum/t/" + topic + "(?:[^0-9].*)?"));
    }

    @Test
    public void whatWasJustPostedIsFoundInEveryWay() {
        Client author = portal.as("operator");
        long topic = post(author, board(), "傍晚去汾河边看鸬鹚捕鱼", "集合地点在胜利桥东，带上 Nikon Z50 和 8848 号水壶，<b>勿忘</b>。");
        Await.until("found after posting", Duration.ofSeconds(10), () -> finds("鸬鹚", topic));
        for (String query : List.of("鸬鹚捕", "河边看鸬鹚", "鸬", "胜利桥", "nikon", "NIKON z50", "8848", "Ｎｉｋｏｎ", "鸬鹚 8848")) {
            assertTrue(query, finds(query, topic));
        }
        for (String query : List.of("捕鸬", "z51", "鸬鹚 没有这个词", "884", "*", "\"", "AND", "title:鸬鹚", "鸬鹚~2")) {
            assertFalse(query, finds(query, topic));
        }
        String page = portal.guest()
                .get("/search?q=" + Client.encode("鸬鹚"))
                .expect(200)
                .body();
        assertTrue(page.contains("<mark>鸬鹚</mark>"));
        String body = portal.guest()
                .get("/search?q=" + Client.encode("胜利桥"))
                .expect(200)
                .body();
        assertTrue(body.contains("<mark>胜利桥</mark>"));
        assertFalse("what people wrote is never markup", body.contains("<b>勿忘</b>"));
    }

    @Test
    public void theOperatorSeesWhatIsStillBeingRead() {
        Client operator = portal.as("operator");
        Await.until("all is read", Duration.ofSeconds(30), () -> index(operator)
                .get("reading")
                .isEmpty());
        long documents = index(operator).get("documents").asLong();
        assertTrue(index(operator).toString(), documents > 100);
        assertTrue(index(operator).get("sources").toString().contains("forum."));
        operator.send("POST", "/api/v1/search/rebuild", null, null).expect(204);
        Await.until("all is read again", Duration.ofSeconds(60), () -> index(operator)
                .get("reading")
                .isEmpty());
        assertTrue("nothing got lost", index(operator).get("documents").asLong() >= documents);
        portal.as("resident").get("/api/v1/search/index").expect(403);
        portal.guest().get("/api/v1/search/index").expect(401);
    }

    private static JsonNode index(Client operator) {
        return operator.get("/api/v1/search/index").expect(200).json();
    }

    @Test
    public void whatIsHiddenIsGoneAndComesBack() {
        Client author = portal.as("operator");
        long topic = post(author, board(), "寻一只走失的虎皮鹦鹉", "右脚有环，会说吃了吗。");
        Await.until("found", Duration.ofSeconds(10), () -> finds("虎皮鹦鹉", topic));
        long opening = author.get("/api/v1/forum/topics/" + topic + "/posts")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        author.post("/api/v1/forum/posts/" + opening + "/moderation", Map.of("action", "HIDE", "reason", "已经找到"))
                .expect(204);
        Await.until("gone", Duration.ofSeconds(10), () -> !finds("虎皮鹦鹉", topic));
        author.post("/api/v1/forum/posts/" + opening + "/moderation", Map.of("action", "RESTORE", "reason", ""))
                .expect(204);
        Await.until("back", Duration.ofSeconds(10), () -> finds("虎皮鹦鹉", topic));
    }

    @Test
    public void theLastReplyOfALongTopicIsFoundWithItsPlace() {
        Client author = portal.as("operator");
        long topic = post(author, board(), "阳台种菜接龙", "每人说一种。");
        for (int i = 0; i < 69; i++) {
            reply(author, topic, "第" + i + "盆是小白菜。");
        }
        long last = reply(author, topic, "今年种了紫苏和羽衣甘蓝。");
        Await.until("the last reply", Duration.ofSeconds(20), () -> finds("羽衣甘蓝", topic));
        String href = search("羽衣甘蓝").get("items").get(0).get("href").asText();
        String page = portal.guest().get(href.replaceAll("#.*", "")).expect(200).body();
        assertTrue(href, page.contains("id=\"p" + last + "\"") && page.contains("羽衣甘蓝"));
        assertTrue("with words of the title", finds("接龙 羽衣甘蓝", topic));
        assertEquals("the title is found once", 1, search("阳台种菜接龙").get("total").asInt());
        hide(author, "/api/v1/forum/posts/" + last, "HIDE");
        Await.until("hidden", Duration.ofSeconds(20), () -> !finds("羽衣甘蓝", topic));
        hide(author, "/api/v1/forum/posts/" + last, "RESTORE");
        Await.until("restored", Duration.ofSeconds(20), () -> finds("羽衣甘蓝", topic));
        long opening = author.get("/api/v1/forum/topics/" + topic + "/posts")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        hide(author, "/api/v1/forum/posts/" + opening, "HIDE");
        Await.until("gone with its topic", Duration.ofSeconds(20), () -> !finds("羽衣甘蓝", topic));
        hide(author, "/api/v1/forum/posts/" + opening, "RESTORE");
        Await.until("back with its topic", Duration.ofSeconds(20), () -> finds("羽衣甘蓝", topic));
    }

    private static long reply(Client author, long topic, String body) {
        return author.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", body))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private static void hide(Client author, String path, String action) {
        author.post(path + "/moderation", Map.of("action", action, "reason", "试一试"))
                .expect(204);
    }

    @Test
    public void communitiesAreSearchedApart() {
        long[] boards = new long[2];
        long[] places = new long[2];
        int found = 0;
        for (JsonNode b :
                portal.guest().get("/api/v1/forum/boards").expect(200).json().get("items")) {
            JsonNode community = b.get("community");
            if (found < 2
                    && community != null
                    && community.asLong() > 0
                    && b.get("audience").asText().equals("public")) {
                boards[found] = b.get("id").asLong();
                places[found++] = community.asLong();
            }
        }
        if (found < 2) {
            // Boards of communities are for their members; then no guest finds anything of theirs.
            for (JsonNode c :
                    portal.guest().get("/api/v1/membership/communities").json().get("items")) {
                JsonNode hits = portal.guest()
                        .get("/api/v1/search?q=" + Client.encode("小区") + "&community="
                                + c.get("id").asLong())
                        .expect(200)
                        .json();
                assertEquals(0, hits.get("items").size());
            }
            return;
        }
        Client author = portal.as("operator");
        long one = post(author, boards[0], "石榴树下的象棋摊还在吗", "周末想去杀两盘。");
        Await.until("found", Duration.ofSeconds(10), () -> finds("象棋摊", one));
        String query = "/api/v1/search?q=" + Client.encode("象棋摊") + "&community=";
        assertEquals(
                1, portal.guest().get(query + places[0]).json().get("items").size());
        assertEquals(
                0, portal.guest().get(query + places[1]).json().get("items").size());
    }

    @Test
    public void hitsArePagedByKeyWithoutGapOrRepetition() {
        java.util.Set<String> seen = new java.util.HashSet<>();
        String after = "";
        int pages = 0;
        long total = search("的").get("total").asLong();
        do {
            JsonNode part = portal.guest()
                    .get("/api/v1/search?limit=3&q=" + Client.encode("的") + "&after=" + Client.encode(after))
                    .expect(200)
                    .json();
            for (JsonNode hit : part.get("items")) {
                assertTrue(
                        "twice",
                        seen.add(hit.get("source").asText() + hit.get("id").asText()));
            }
            after = part.get("next").isNull() ? "" : part.get("next").asText();
        } while (!after.isEmpty() && ++pages < 200);
        assertEquals(total, seen.size());
        assertTrue(total > 3);
    }

    @Test
    public void nothingFoundSaysWhatToDo() {
        String none = portal.guest()
                .get("/search?q=" + Client.encode("绝无此词绝无此词"))
                .expect(200)
                .body();
        assertTrue(none.contains("class=\"empty"));
        portal.guest().get("/search").expect(200);
        portal.guest()
                .get("/search?q=%00%ff&after=garbage&community=x&source=nobody")
                .expect(200, 400);
    }
}
