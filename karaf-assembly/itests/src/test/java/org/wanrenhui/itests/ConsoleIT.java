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

/** What operators do in the console, that nobody else may, and what happens when two do the same. */
@RunWith(Parameterized.class)
public class ConsoleIT {

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

    private static Client operator() {
        return portal.as("operator");
    }

    @Test
    public void modulesSettingsAreEditedCheckedAndGuarded() {
        Client operator = operator();
        String path = "/api/v1/settings/groups/membership";
        JsonNode group = operator.get(path).expect(200).json();
        String seen = group.get("seen").asText();
        JsonNode wrong = operator.put(
                        path, Map.of("values", Map.of("membership.session.idle-days", "0", "membership.join", "MAYBE")))
                .expect(422)
                .json();
        assertTrue(wrong.toString(), wrong.toString().contains("membership.session.idle-days"));
        assertTrue(wrong.toString(), wrong.toString().contains("membership.join"));
        operator.put(path, Map.of("values", Map.of("membership.session.idle-days", "20"), "seen", seen))
                .expect(200);
        operator.put(path, Map.of("values", Map.of("membership.session.idle-days", "25"), "seen", seen))
                .expect(409);
        assertTrue(operator.get(path).expect(200).body().contains("\"20\""));
        for (String role : List.of("resident", "merchant", "property", "agent")) {
            portal.as(role).get(path).expect(403);
            portal.as(role).put(path, Map.of("values", Map.of())).expect(403);
        }
        portal.guest().get(path).expect(401);
    }

    @Test
    public void looksArePreviewedBeforeTheyAreStored() {
        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        Map<String, String> form = Map.of(
                "title",
                "预览里的名字",
                "operator",
                "",
                "hotline",
                "",
                "theme",
                "lamplight",
                "brand",
                "#0f766e",
                "preview",
                "true");
        String preview = browser.form("/console/settings", form).expect(200).body();
        assertTrue(preview.contains("/static/brand-0f766e.css"));
        assertFalse(portal.guest().get("/").expect(200).body().contains("预览里的名字"));
        String pale = browser.form("/console/settings", Map.of("theme", "lamplight", "brand", "#ffff00"))
                .expect(422)
                .body();
        assertTrue(pale.contains("aria-invalid"));

        Client operator = operator();
        JsonNode values = operator.get("/api/v1/settings").expect(200).json();
        Map<String, String> first = new java.util.HashMap<>(Map.of(
                "theme", "lamplight", "title", "第一位", "seen", values.get("seen").asText()));
        operator.put("/api/v1/settings", first).expect(200);
        first.put("title", "第二位");
        operator.put("/api/v1/settings", first).expect(409);
        Await.until(
                "the new name is shown",
                Duration.ofSeconds(10),
                () -> portal.guest().get("/").body().contains("第一位"));
    }

    @Test
    public void theOperatorsTextsAreShown() {
        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        browser.get("/console/settings/groups/texts").expect(200);
        browser.form("/console/settings/groups/texts", Map.of("portal.content.about.zh", "# 我们是谁\n\n桥东的<i>邻居</i>们"))
                .expect(303);
        String about = portal.guest().get("/about").expect(200).body();
        assertTrue(about.contains("我们是谁"));
        assertTrue(about.contains("&lt;i&gt;"));
    }

    @Test
    public void blocksAreHiddenAndShown() {
        Client operator = operator();
        String group =
                operator.get("/api/v1/settings/groups/blocks").expect(200).body();
        assertTrue(group.contains("portal.block.forum.hot.hidden"));
        Await.until("the block is there", Duration.ofSeconds(10), ConsoleIT::talkIsShown);
        operator.put(
                        "/api/v1/settings/groups/blocks",
                        Map.of("values", Map.of("portal.block.forum.hot.hidden", "true")))
                .expect(200);
        Await.until("the block is gone", Duration.ofSeconds(10), () -> !talkIsShown());
        operator.put(
                        "/api/v1/settings/groups/blocks",
                        Map.of("values", Map.of("portal.block.forum.hot.hidden", "false")))
                .expect(200);
        Await.until("the block is back", Duration.ofSeconds(10), ConsoleIT::talkIsShown);
    }

    private static boolean talkIsShown() {
        return portal.guest().get("/").expect(200).body().contains("id=\"talk\"");
    }

    @Test
    public void jobsArePausedAndGoOn() {
        Client operator = operator();
        String job = "/api/v1/jobs/membership.proof-end";
        operator.send("PUT", job + "/pause", null, null).expect(200);
        operator.send("POST", job + "/run", null, null).expect(409);
        assertTrue(job(operator, "membership.proof-end").get("paused").asBoolean());
        operator.delete(job + "/pause").expect(200);
        Await.until(
                "runs again",
                Duration.ofSeconds(30),
                () -> operator.send("POST", job + "/run", null, null).status() == 200);
        operator.send("PUT", "/api/v1/jobs/no.such.job/pause", null, null).expect(404);
        portal.as("agent").send("PUT", job + "/pause", null, null).expect(403);
    }

    private static JsonNode job(Client operator, String name) {
        for (JsonNode job : operator.get("/api/v1/jobs").expect(200).json().get("items")) {
            if (job.get("name").asText().equals(name)) {
                return job;
            }
        }
        throw new AssertionError("no job " + name);
    }

    @Test
    public void theAuditIsFilteredAndExported() {
        Client operator = operator();
        operator.put("/api/v1/settings/groups/moderation", Map.of("values", Map.of("moderation.reports", "4")))
                .expect(200);
        JsonNode entries = operator.get("/api/v1/audit?action=settings.&actor=" + operator.memberId())
                .expect(200)
                .json()
                .get("items");
        assertTrue(entries.size() > 0);
        for (JsonNode entry : entries) {
            assertEquals(operator.memberId(), entry.get("actorId").asLong());
        }
        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        String csv =
                browser.get("/console/audit.csv?action=settings.").expect(200).body();
        assertTrue(csv.contains("moderation.reports"));
        browser.get("/console/audit?actor=nobody").expect(422);
    }

    @Test
    public void everyPageOfTheConsoleOpensForOperatorsOnly() {
        Client browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        Client resident = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        for (String page : List.of(
                "/console",
                "/console/modules",
                "/console/licence",
                "/console/publishers",
                "/console/settings",
                "/console/settings/groups/membership",
                "/console/settings/groups/moderation",
                "/console/settings/groups/limits",
                "/console/members",
                "/console/members/verifications",
                "/console/regions",
                "/console/regions/new",
                "/console/growth",
                "/console/outbox",
                "/console/jobs",
                "/console/audit",
                "/console/health",
                "/console/notify",
                "/console/search")) {
            browser.get(page).expect(200);
            resident.get(page).expect(403);
            portal.guest().get(page).expect(303);
        }
        long id = resident.get("/me").status() == 200 ? portal.as("resident").memberId() : 0;
        browser.get("/console/members/" + id).expect(200);
        for (String language : List.of("zh", "en")) {
            String page = browser.get("/console/settings/groups/membership?lang=" + language)
                    .expect(200)
                    .body();
            assertFalse("a text key is shown", page.contains("membership.set."));
        }
    }

    @Test
    public void membersAreGrantedARoleAndLoseIt() {
        Client operator = operator();
        Client member = portal.guest().signIn("neighbour3@demo", PortalProcess.PASSWORD);
        member.get("/api/v1/jobs").expect(403);
        String roles = "/api/v1/membership/office/members/" + member.memberId() + "/roles";
        JsonNode granted = operator.post(roles, Map.of("role", "OPERATOR", "scopeKind", "PORTAL", "scopeId", 0))
                .expect(200)
                .json()
                .get("items");
        Await.until(
                "may", Duration.ofSeconds(10), () -> member.get("/api/v1/jobs").status() == 200);
        long grant = granted.get(granted.size() - 1).get("id").asLong();
        operator.delete(roles + "/" + grant).expect(204);
        Await.until(
                "may not",
                Duration.ofSeconds(10),
                () -> member.get("/api/v1/jobs").status() == 403);
        operator.put("/api/v1/membership/office/members/" + member.memberId() + "/suspension", Map.of("reason", "只是测试"))
                .expect(204);
        member.get("/api/v1/membership/me").expect(401);
        String refused = portal.guest()
                .post(
                        "/api/v1/membership/sessions",
                        Map.of("login", "neighbour3@demo", "password", PortalProcess.PASSWORD))
                .expect(403)
                .body();
        assertTrue(refused.contains("只是测试"));
        operator.delete("/api/v1/membership/office/members/" + member.memberId() + "/suspension")
                .expect(204);
    }

    @Test
    public void robotsAreToldWhereToGo() {
        Client guest = portal.guest();
        String map = guest.get("/sitemap.xml").expect(200).body();
        assertTrue(map.contains("/c/yunshui</loc>"));
        assertFalse("own pages are nothing for robots", map.contains("/me"));
        assertTrue(guest.get("/robots.txt").expect(200).body().contains("Sitemap: "));
        assertTrue(guest.get("/forum?after=&x=1")
                .expect(200)
                .body()
                .contains("rel=\"canonical\" href=\"" + portal.url() + "/forum\""));
    }
}
