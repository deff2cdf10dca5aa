package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
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

/** Members are told what concerns them, once; a reaction given and taken back again and again is worth one. */
@RunWith(Parameterized.class)
public class TellingIT {

    private static final Duration SOON = Duration.ofSeconds(60);

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

    private static List<String> notices(Client client, String kind) {
        List<String> texts = new ArrayList<>();
        client.get("/api/v1/notify/notices?limit=100")
                .expect(200)
                .json()
                .get("items")
                .forEach(notice -> {
                    if (notice.get("kind").asText().equals(kind)) {
                        texts.add(notice.get("text").asText());
                    }
                });
        return texts;
    }

    private static int unread(Client client) {
        return client.get("/api/v1/notify/notices/unread")
                .expect(200)
                .json()
                .get("unread")
                .asInt();
    }

    private static long likes(Client client) {
        long count = 0;
        for (JsonNode entry : client.get("/api/v1/membership/me/growth/points?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            String reason = entry.get("reason").asText();
            count += reason.contains("收到点赞") || reason.contains("Being appreciated") ? 1 : 0;
        }
        return count;
    }

    private static long board(Client client) {
        for (JsonNode board :
                client.get("/api/v1/forum/boards").expect(200).json().get("items")) {
            if (board.get("audience").asText().equals("public")
                    && board.get("kind").asText().equals("QUESTION")) {
                return board.get("id").asLong();
            }
        }
        throw new AssertionError("no question board");
    }

    private static long id(Client.Answer answer) {
        return answer.expect(201).json().get("id").asLong();
    }

    @Test
    public void toldOnceAndWorthOnce() throws Exception {
        Client resident = portal.as("resident");
        Client merchant = portal.as("merchant");
        String name = merchant.get("/api/v1/membership/me")
                .expect(200)
                .json()
                .get("name")
                .asText();
        long before = likes(merchant);

        long topic = id(resident.post(
                "/api/v1/forum/boards/" + board(resident) + "/topics",
                Map.of("title", "门口的灯坏了谁来修", "body", "@" + name + " 你们店门口的灯能先借用吗？")));
        Await.until("the mention arrives", SOON, () -> notices(merchant, "forum.mention").stream()
                .anyMatch(text -> text.contains("门口的灯坏了谁来修")));
        assertTrue(unread(merchant) > 0);

        long answer = id(merchant.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "可以，晚上七点来拿。")));
        Await.until("who opened the topic follows it", SOON, () -> notices(resident, "forum.replied").stream()
                .anyMatch(text -> text.contains("门口的灯坏了谁来修")));
        assertTrue(
                "nobody hears of themselves",
                notices(merchant, "forum.replied").stream().noneMatch(text -> text.contains("门口的灯坏了谁来修")));

        for (int i = 0; i < 5; i++) {
            JsonNode on = resident.send(
                            "PUT", "/api/v1/forum/posts/" + answer + "/reaction", "application/json", "{\"on\":true}")
                    .expect(200)
                    .json();
            assertEquals(1, on.get("reactions").asInt());
            JsonNode off = resident.send(
                            "PUT", "/api/v1/forum/posts/" + answer + "/reaction", "application/json", "{\"on\":false}")
                    .expect(200)
                    .json();
            assertEquals(0, off.get("reactions").asInt());
        }
        for (int i = 0; i < 3; i++) {
            resident.put("/api/v1/forum/topics/" + topic + "/answer", Map.of("post", answer))
                    .expect(200);
            resident.send("PUT", "/api/v1/forum/topics/" + topic + "/answer", "application/json", "{\"post\":null}")
                    .expect(200);
        }
        // events of one topic are delivered in order, so when this one has been told, all before it have been counted
        resident.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "@" + name + " 谢谢，已经拿到了。"))
                .expect(201);
        Await.until(
                "the second mention arrives",
                SOON,
                () -> notices(merchant, "forum.mention").stream()
                                .filter(text -> text.contains("门口的灯坏了谁来修"))
                                .count()
                        == 2);
        Await.until("points have been counted", SOON, () -> likes(merchant) > before);
        assertEquals(before + 1, likes(merchant));
        assertEquals(
                1,
                notices(merchant, "forum.accepted").stream()
                        .filter(text -> text.contains("门口的灯坏了谁来修"))
                        .count());

        merchant.put("/api/v1/notify/notices/seen", "{}").expect(204);
        assertEquals(0, unread(merchant));
        portal.guest().get("/api/v1/notify/notices").expect(401);
        long theirs = merchant.get("/api/v1/notify/notices")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        resident.put("/api/v1/notify/notices/" + theirs + "/seen", "{}").expect(404);
        Client browser = portal.guest().signInByForm("merchant@demo", PortalProcess.PASSWORD);
        assertTrue(browser.get("/notifications").expect(200).body().contains("门口的灯坏了谁来修"));
        assertEquals(303, browser.form("/notifications/" + theirs, Map.of()).status());
    }

    @Test
    public void nobodyHearsOfWhomTheyHaveBlocked() throws Exception {
        Client resident = portal.as("resident");
        Client merchant = portal.as("merchant");
        String name = merchant.get("/api/v1/membership/me")
                .expect(200)
                .json()
                .get("name")
                .asText();
        String block = "/api/v1/membership/members/" + resident.memberId() + "/block";
        merchant.put(block, "{}").expect(200, 204);
        String title = "谁家的猫在楼顶";
        long topic = id(resident.post(
                "/api/v1/forum/boards/" + board(resident) + "/topics",
                Map.of("title", title, "body", "@" + name + " 是你家的吗？")));
        merchant.put("/api/v1/forum/topics/" + topic + "/subscription", Map.of("on", true))
                .expect(200, 204);
        id(resident.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "@" + name + " 在吗？")));
        id(resident.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "它下来了。")));
        // events of one topic are delivered in order: when this has been told, all before it have been looked at
        id(portal.as("agent").post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "@" + name + " 是我家的。")));
        Await.until("somebody else's mention arrives", SOON, () -> notices(merchant, "forum.mention").stream()
                .anyMatch(text -> text.contains(title)));
        assertEquals(
                1,
                notices(merchant, "forum.mention").stream()
                        .filter(text -> text.contains(title))
                        .count());
        assertTrue(
                "nor of what they write where one follows",
                notices(merchant, "forum.replied").stream().noneMatch(text -> text.contains(title)));

        merchant.delete(block).expect(200, 204);
        id(resident.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "@" + name + " 谢谢。")));
        Await.until(
                "the mention arrives again",
                SOON,
                () -> notices(merchant, "forum.mention").stream()
                                .filter(text -> text.contains(title))
                                .count()
                        == 2);
    }

    @Test
    public void authorsAreToldWhatWasDecided() throws Exception {
        Client resident = portal.as("resident");
        long topic = id(resident.post(
                "/api/v1/forum/boards/" + board(resident) + "/topics", Map.of("title", "有没有人收旧家电", "body", "冰箱一台。")));
        long post = resident.get("/api/v1/forum/topics/" + topic + "/posts")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        portal.as("operator")
                .post("/api/v1/forum/posts/" + post + "/moderation", Map.of("action", "HIDE", "reason", "请发到二手版"))
                .expect(200, 204);
        Await.until("the author is told", SOON, () -> !notices(resident, "moderation.decided")
                .isEmpty());
    }

    /** Every operation on a single post is reached by its form, as its API twin is. */
    @Test
    public void membersActOnPostsByPage() throws Exception {
        Client resident = portal.as("resident");
        Client guest = portal.guest();
        long topic = id(resident.post(
                "/api/v1/forum/boards/" + board(resident) + "/topics", Map.of("title", "哪里能配钥匙", "body", "防盗门的。")));
        long answer =
                id(portal.as("merchant").post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "北门修鞋摊。")));
        long thanks = id(resident.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "说错了，撤回。")));
        long opening = guest.get("/api/v1/forum/topics/" + topic + "/posts")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        Client browser = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        String posts = "/forum/t/" + topic + "/p/";
        browser.form(posts + answer + "/react", Map.of("on", "true")).expect(303);
        assertEquals(
                1,
                guest.get("/api/v1/forum/posts/" + answer)
                        .json()
                        .get("reactions")
                        .asInt());
        browser.form(posts + answer + "/accept", Map.of("on", "true")).expect(303);
        assertEquals(
                answer,
                guest.get("/api/v1/forum/topics/" + topic).json().get("answer").asLong());
        assertTrue(browser.get(posts + opening + "/edit").expect(200).body().contains("防盗门的。"));
        browser.form(posts + opening + "/edit", Map.of("title", "哪里能配防盗门钥匙", "body", "急。", "tags", "钥匙"))
                .expect(303);
        assertTrue(guest.get("/forum/t/" + topic).expect(200).body().contains("哪里能配防盗门钥匙"));
        assertTrue(guest.get("/forum/tag/" + Client.encode("钥匙"))
                .expect(200)
                .body()
                .contains("/forum/t/" + topic));
        browser.form(posts + opening + "/edit", Map.of("title", "", "body", "")).expect(422);
        browser.get(posts + answer + "/edit").expect(403);
        browser.form(posts + thanks + "/delete", Map.of()).expect(303);
        guest.get("/api/v1/forum/posts/" + thanks).expect(404);
        browser.get(posts + answer + "/report").expect(200);
    }
}
