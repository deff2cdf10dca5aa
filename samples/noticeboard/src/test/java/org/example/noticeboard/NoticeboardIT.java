package org.example.noticeboard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;
import org.wanrenhui.portal.testing.PortalRule;

/** The board in the real portal, on Derby and, where it is installed, on PostgreSQL: its table, its rules, its moderation. */
@RunWith(Parameterized.class)
public class NoticeboardIT {

    private static final String PAGE = "/noticeboard";
    private static final String API = "/api/v1/noticeboard/entries";

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.here();
    }

    @Rule
    public final PortalRule portal;

    public NoticeboardIT(String database) {
        portal = PortalRule.with("noticeboard", PortalRule.built()).on(database);
    }

    @Test
    public void servesNeighboursModeratorsAndWhoLeaves() {
        isEmptyInBothLanguages();
        long keys = goesUpByFormAndIsChanged();
        isNobodyElsesToChange(keys);
        waitsWhenItHasToBeLookedAt();
        isReportedAndTakenDown(keys);
        isInTheCopyAndForgottenWithTheAccount();
        portal.operator().disable("noticeboard");
        portal.awaitGone(PAGE);
        portal.operator().enable("noticeboard");
        portal.awaitPage(PAGE, "钥匙已经领走");
        String log = portal.process().log();
        assertFalse("errors in the log:\n" + log, log.contains(" ERROR "));
    }

    private void isEmptyInBothLanguages() {
        portal.awaitPage(PAGE, "公告栏还空着");
        String english = portal.guest()
                .send("GET", PAGE, null, null, "Accept-Language", "en")
                .expect(200)
                .body();
        assertTrue(english.contains("The board is still empty"));
        portal.awaitPage("/", "href=\"/noticeboard\"");
        assertFalse("no empty frame on the home page", home().contains("全部公告"));
        assertEquals(0, entries().size());
    }

    private long goesUpByFormAndIsChanged() {
        portal.guest().form(PAGE + "/new", Map.of("title", "访客也能贴吗")).expect(303);
        assertEquals("a visitor is sent to sign in", 0, entries().size());
        Client resident = portal.signedIn("resident");
        String wrong = resident.form(PAGE + "/new", Map.of("title", " ", "body", "南门"))
                .expect(422)
                .body();
        assertTrue("the field is named", wrong.contains("id=\"title-error\""));
        assertTrue("what was typed is there", wrong.contains("南门"));
        resident.form(PAGE + "/new", Map.of("title", "捡到钥匙<b>", "body", "南门\n花坛边"))
                .expect(303);
        portal.awaitPage(PAGE, "捡到钥匙&lt;b&gt;");
        portal.awaitPage("/", "捡到钥匙&lt;b&gt;");
        long id = entries().get(0).get("id").asLong();
        assertTrue(portal.guest().get(PAGE + "/" + id).expect(200).body().contains("南门<br>花坛边"));
        String form = resident.get(PAGE + "/" + id + "/edit").expect(200).body();
        assertTrue(form.contains("捡到钥匙&lt;b&gt;"));
        resident.form(PAGE + "/" + id + "/edit", Map.of("title", "捡到一串钥匙", "body", ""))
                .expect(303);
        portal.awaitPage(PAGE, "捡到一串钥匙");
        return id;
    }

    private void isNobodyElsesToChange(long id) {
        Client merchant = portal.as("merchant");
        merchant.put(API + "/" + id, Map.of("title", "不是我的", "body", "")).expect(403);
        merchant.delete(API + "/" + id).expect(403);
        merchant.post(API + "/" + id + "/take-down", Map.of("reason", "不好看")).expect(403);
        portal.guest().post(API, Map.of("title", "没有登录", "body", "")).expect(401);
        merchant.get(API + "/999999").expect(404);
        merchant.post(API, Map.of("title", "", "body", "")).expect(422);
        long own = merchant.post(API, Map.of("title", "周末搬家", "body", "借过"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        merchant.delete(API + "/" + own).expect(204);
        portal.guest().get(API + "/" + own).expect(404);
    }

    private void waitsWhenItHasToBeLookedAt() {
        Client operator = portal.as("operator");
        operator.post("/api/v1/moderation/words", Map.of("words", "转租", "severity", "HOLD"))
                .expect(204);
        operator.post("/api/v1/moderation/words", Map.of("words", "刷单", "severity", "REJECT"))
                .expect(204);
        Client resident = portal.as("resident");
        String refused = resident.post(API, Map.of("title", "招人刷单", "body", ""))
                .expect(422)
                .body();
        assertTrue("in words: " + refused, refused.contains("不能发布的词"));
        JsonNode held = resident.post(API, Map.of("title", "车位转租", "body", "三号楼下"))
                .expect(201)
                .json();
        assertEquals("HELD", held.get("state").asText());
        String path = API + "/" + held.get("id").asLong();
        portal.guest().get(path).expect(404);
        assertEquals(1, entries().size());
        resident.get(path).expect(200);
        assertTrue(portal.signedIn("resident").get(PAGE).expect(200).body().contains("等待查看"));
        decide("车位转租", "APPROVE", "");
        portal.awaitPage(PAGE, "车位转租");
        resident.put(path, Map.of("title", "车位转租到月底", "body", "")).expect(200);
        portal.guest().get(path).expect(404);
        decide("车位转租到月底", "DELETE", "不能转租");
        portal.guest().get(path).expect(404);
        assertEquals(
                "HIDDEN", resident.get(path).expect(200).json().get("state").asText());
    }

    private void isReportedAndTakenDown(long id) {
        Client merchant = portal.signedIn("merchant");
        String form = merchant.form(PAGE + "/" + id + "/report", Map.of("reason", "boring"))
                .expect(422)
                .body();
        assertTrue("the field is named", form.contains("id=\"reason-error\""));
        merchant.form(PAGE + "/" + id + "/report", Map.of("reason", "spam", "words", "广告"))
                .expect(303);
        decide("捡到一串钥匙", "APPROVE", "");
        Client operator = portal.signedIn("operator");
        operator.form(PAGE + "/" + id + "/take-down", Map.of("reason", "")).expect(422);
        operator.form(PAGE + "/" + id + "/take-down", Map.of("reason", "已经有人领走"))
                .expect(303);
        portal.guest().get(PAGE + "/" + id).expect(404);
        String own =
                portal.signedIn("resident").get(PAGE + "/" + id).expect(200).body();
        assertTrue("its author sees what became of it", own.contains("已被管理人员撤下"));
        portal.signedIn("resident")
                .form(PAGE + "/new", Map.of("title", "钥匙已经领走"))
                .expect(303);
        portal.awaitPage(PAGE, "钥匙已经领走");
    }

    private void isInTheCopyAndForgottenWithTheAccount() {
        Client merchant = portal.as("merchant");
        merchant.post(API, Map.of("title", "小店开张", "body", "欢迎光临")).expect(201);
        JsonNode copy = merchant.get("/api/v1/membership/me/data").expect(200).json();
        JsonNode own = copy.get("noticeboard").get("entries");
        assertEquals(List.of("小店开张"), own.findValuesAsText("title"));
        merchant.post("/api/v1/membership/me/erase", Map.of("password", PortalProcess.PASSWORD))
                .expect(204);
        portal.awaitEvents("noticeboard.erasure");
        assertEquals(List.of("钥匙已经领走"), entries().findValuesAsText("title"));
    }

    private void decide(String title, String action, String reason) {
        Client operator = portal.as("operator");
        for (JsonNode one : operator.get("/api/v1/moderation/cases?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            if (one.get("snapshot").asText().startsWith(title)) {
                operator.put(
                                "/api/v1/moderation/cases/" + one.get("id").asLong(),
                                Map.of("action", action, "reason", reason))
                        .expect(204);
                return;
            }
        }
        throw new AssertionError("nothing in the queue about " + title);
    }

    private String home() {
        return portal.guest().get("/").expect(200).body();
    }

    private JsonNode entries() {
        return portal.guest().get(API).expect(200).json().get("items");
    }
}
