package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** Reports, decisions, sanctions and appeals, and where a moderator's power ends. */
@RunWith(Parameterized.class)
public class ModerationIT {

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private static PortalProcess portal;
    private static final AtomicInteger COUNT = new AtomicInteger((int) (System.nanoTime() % 1_000_000));

    @Parameterized.BeforeParam
    public static void start(String database) throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
    }

    @Parameterized.AfterParam
    public static void stop() throws Exception {
        portal.close();
    }

    /** Members of the demo region without an office, by their place in its list. */
    private static final int[] NEIGHBOURS = {0, 2, 3, 4, 7, 8, 9, 10, 13, 14, 15};

    private static final String OTHER_OPERATOR = "neighbour11@demo";

    private static Client neighbour(int number) {
        return portal.guest().signIn("neighbour" + NEIGHBOURS[number] + "@demo", PortalProcess.PASSWORD);
    }

    private static long board() {
        for (JsonNode b :
                portal.guest().get("/api/v1/forum/boards").expect(200).json().get("items")) {
            if (b.get("community") == null
                    || b.get("community").isNull()
                    || b.get("community").asLong() == 0) {
                return b.get("id").asLong();
            }
        }
        throw new AssertionError("no board of the region");
    }

    private static long topic(Client author, String title) {
        return author.post(
                        "/api/v1/forum/boards/" + board() + "/topics", Map.of("title", title, "body", title + "，大家看看。"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private static long opening(long topic) {
        return portal.as("operator")
                .get("/api/v1/forum/topics/" + topic + "/posts")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
    }

    private static JsonNode caseAbout(Client moderator, String words) {
        for (JsonNode c : moderator
                .get("/api/v1/moderation/cases?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            if (c.get("snapshot").asText().contains(words)) {
                return c;
            }
        }
        return null;
    }

    @Test
    public void whatManyReportIsHiddenReviewedAppealedAndRestored() {
        Client author = portal.as("resident");
        String title = "楼下的灯什么时候修好" + COUNT.incrementAndGet();
        long topic = topic(author, title);
        long post = opening(topic);
        for (int i = 1; i <= 3; i++) {
            neighbour(i)
                    .post("/api/v1/forum/posts/" + post + "/report", Map.of("reason", "spam", "words", "广告"))
                    .expect(202, 204);
            // A second report of the same member counts for nothing; the last one finds the post hidden.
            neighbour(i)
                    .post("/api/v1/forum/posts/" + post + "/report", Map.of("reason", "spam", "words", "广告"))
                    .expect(i < 3 ? 204 : 404);
        }
        portal.guest().get("/forum/t/" + topic).expect(404, 403);
        Client operator = portal.as("operator");
        JsonNode open = caseAbout(operator, title);
        assertEquals(3, open.get("reports").asInt());
        String path = "/api/v1/moderation/cases/" + open.get("id").asLong();
        operator.put(path, Map.of("action", "HIDE", "reason", "")).expect(422);
        operator.put(path, Map.of("action", "HIDE", "reason", "像是广告")).expect(204);
        operator.put(path, Map.of("action", "APPROVE", "reason", "")).expect(409);

        author.post(path + "/appeal", Map.of("words", "这不是广告，真的坏了")).expect(204);
        author.post(path + "/appeal", Map.of("words", "这不是广告，真的坏了")).expect(409);
        neighbour(5).post(path + "/appeal", Map.of("words", "我替他申诉一下")).expect(404);
        operator.put(path + "/appeal", Map.of("granted", true, "answer", "恢复")).expect(409);
        secondOperator()
                .put(path + "/appeal", Map.of("granted", true, "answer", "确实坏了"))
                .expect(204);
        portal.guest().get("/forum/t/" + topic).expect(200);
        JsonNode mine = author.get("/api/v1/moderation/mine")
                .expect(200)
                .json()
                .get("items")
                .get(0);
        assertEquals("GRANTED", mine.get("appealState").asText());
    }

    /** Another operator, because nobody answers an appeal against the own decision. */
    private static Client secondOperator() {
        return portal.guest().signIn(OTHER_OPERATOR, PortalProcess.PASSWORD);
    }

    private static Map<String, Object> sanction(long member, long community, String kind, int days) {
        return Map.of("member", member, "community", community, "kind", kind, "days", days, "reason", "请冷静几天");
    }

    @Test
    public void aMutedMemberCannotPostAppealsAndIsFreed() {
        Client operator = portal.as("operator");
        Client member = neighbour(4);
        operator.post("/api/v1/moderation/sanctions", sanction(member.memberId(), 0, "MUTE", 3))
                .expect(204);
        member.post("/api/v1/forum/boards/" + board() + "/topics", Map.of("title", "我还能说话吗", "body", "试一试能不能说话"))
                .expect(403);
        long id = member.get("/api/v1/moderation/mine/sanctions")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        String appeal = "/api/v1/moderation/sanctions/" + id + "/appeal";
        member.post(appeal, Map.of("words", "我什么也没做啊")).expect(204);
        member.post(appeal, Map.of("words", "我什么也没做啊")).expect(409);
        operator.put(appeal, Map.of("granted", true, "answer", "好吧")).expect(409);
        secondOperator()
                .put(appeal, Map.of("granted", true, "answer", "查过了，没有问题"))
                .expect(204);
        topic(member, "谢谢大家，我回来了" + COUNT.incrementAndGet());
    }

    @Test
    public void anAgentsJurisdictionEndsAtItsCommunities() {
        Client agent = portal.as("agent");
        long member = neighbour(6).memberId();
        long own = agent.get("/api/v1/membership/me/communities")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("community")
                .get("id")
                .asLong();
        agent.post("/api/v1/moderation/sanctions", sanction(member, 0, "MUTE", 1))
                .expect(403);
        agent.post(
                        "/api/v1/moderation/sanctions",
                        sanction(portal.as("operator").memberId(), own, "MUTE", 1))
                .expect(403);
        agent.post("/api/v1/moderation/sanctions", sanction(agent.memberId(), own, "WARN", 1))
                .expect(409);
        agent.post("/api/v1/moderation/sanctions", sanction(99_999_999, own, "MUTE", 1))
                .expect(422);
        agent.post("/api/v1/moderation/sanctions", sanction(member, own, "MUTE", 1))
                .expect(204);
        for (JsonNode s : agent.get("/api/v1/moderation/sanctions?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            assertEquals(own, s.get("communityId").asLong());
        }
        for (JsonNode c : agent.get("/api/v1/moderation/cases?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            assertEquals(own, c.get("communityId").asLong());
        }
        portal.as("resident").get("/api/v1/moderation/cases").expect(403);
    }

    @Test
    public void whoIsBannedCannotJoin() {
        Client member = neighbour(7);
        long community = -1;
        for (JsonNode c :
                portal.guest().get("/api/v1/membership/communities").json().get("items")) {
            String path = "/api/v1/membership/communities/" + c.get("id").asLong() + "/membership";
            community = member.get(path)
                            .expect(200)
                            .json()
                            .get("membership")
                            .asText()
                            .equals("none")
                    ? c.get("id").asLong()
                    : community;
        }
        portal.as("operator")
                .post("/api/v1/moderation/sanctions", sanction(member.memberId(), community, "BAN", 2))
                .expect(204);
        member.put("/api/v1/membership/communities/" + community + "/membership", Map.of())
                .expect(409);
    }

    @Test
    public void moderatorsWorkInABrowser() {
        Client operator = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        for (String page : List.of(
                "/console/moderation",
                "/console/moderation?state=decided",
                "/console/moderation/sanctions",
                "/console/moderation/words")) {
            operator.get(page).expect(200);
        }
        String form = operator.form(
                        "/console/moderation/sanctions",
                        Map.of("member", "没有这个人", "community", "0", "kind", "MUTE", "days", "3", "reason", "刷屏刷屏"))
                .expect(422)
                .body();
        assertTrue("what was typed is still there", form.contains("刷屏刷屏"));
        operator.form(
                        "/console/moderation/sanctions",
                        Map.of(
                                "member", "#" + neighbour(8).memberId(),
                                "community", "0",
                                "kind", "WARN",
                                "days", "3",
                                "reason", "请注意言辞"))
                .expect(303);
        assertTrue(
                operator.get("/console/moderation/sanctions").expect(200).body().contains("请注意言辞"));
    }

    @Test
    public void aWordThatIsForbiddenIsRefusedAndOneToBeHeldIsHeld() {
        Client operator = portal.as("operator");
        operator.post("/api/v1/moderation/words", Map.of("words", "禁止词甲乙", "severity", "REJECT"))
                .expect(204);
        operator.post("/api/v1/moderation/words", Map.of("words", "待审词丙丁", "severity", "HOLD"))
                .expect(204);
        Client author = neighbour(10);
        String refused = author.post(
                        "/api/v1/forum/boards/" + board() + "/topics", Map.of("title", "卖东西", "body", "这里有禁 止-词甲乙"))
                .expect(422)
                .body();
        assertTrue("in words, though the word list is another module's: " + refused, refused.contains("不能发布的词"));
        JsonNode held = author.post(
                        "/api/v1/forum/boards/" + board() + "/topics",
                        Map.of("title", "说说待审词丙丁的事", "body", "大家看看这件事怎么办"))
                .expect(201, 202)
                .json();
        assertTrue(held.toString(), held.get("held").asBoolean());
        assertTrue(caseAbout(operator, "待审词丙丁") != null);
    }
}
