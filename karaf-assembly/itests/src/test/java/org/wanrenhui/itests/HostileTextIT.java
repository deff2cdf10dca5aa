package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.wanrenhui.portal.testing.Browser;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** What was stored as text stays text: Chromium opens every page that shows hostile strings, and nothing in them runs. */
public class HostileTextIT {

    private static final int POSTS_OF_A_PAGE = 20;
    private static final String PASSWORD = "Corridor-lamp-27";

    /** Short enough for a name; each would say so if it ran. */
    private static final List<String> NAMES = List.of(
            "<svg onload=alert(1)>",
            "<b onclick=alert(1)>",
            "\"><script>alert(1)",
            "'-alert(1)-'",
            "${alert(1)}{{7*7}}",
            "<#assign a=1>${7*7}");

    private static final List<String> MORE = List.of(
            "<img src=x onerror=alert(1)>",
            "</title></textarea></script><script>alert(1)</script>",
            "</script><script>window.ran=1</script>",
            "[click](javascript:alert(1))",
            "![x](javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
            "<a href=\"javascript:alert(1)\">x</a>",
            "https://example.org/\"onmouseover=\"alert(1)",
            "> <img src=x onerror=alert(1)>",
            "`<img src=x onerror=alert(1)>`",
            "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
            "<style>@import 'http://evil.example/x.css'</style>",
            "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
            "<form action=http://evil.example><button>x</button></form>",
            "<base href=http://evil.example/>",
            "<meta http-equiv=refresh content=0;url=http://evil.example>",
            "<div hx-get=\"/sign-out\" hx-trigger=\"load\">x</div>",
            "<#assign x=\"freemarker.template.utility.Execute\"?new()>${x(\"id\")}");

    private static PortalProcess portal;
    private static Browser window;
    private static ChromeDriver browser;
    private static Client operator;
    private static List<String> strings;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
        operator = portal.as("operator");
        strings = new ArrayList<>(MORE);
        try (InputStream in = HostileTextIT.class.getResourceAsStream("/blns.json")) {
            new ObjectMapper().readTree(in).forEach(node -> strings.add(node.asText()));
        }
        window = new Browser(portal.url(), Browser.Size.DESKTOP);
        browser = window.driver();
    }

    @AfterClass
    public static void stop() throws Exception {
        if (window != null) {
            window.close();
        }
        portal.close();
    }

    @Test
    public void nothingStoredRuns() {
        Set<String> pages = new LinkedHashSet<>();
        long board = operator.post(
                        "/api/v1/forum/boards",
                        Map.of(
                                "slug",
                                "hostile",
                                "name",
                                "<img src=x onerror=alert(1)>",
                                "nameEn",
                                "",
                                "description",
                                "</p><script>alert(1)</script>"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        int stored = topics(board, pages) + posts(board, pages);
        assertTrue(stored + " strings stored", stored > 600);
        people(board, pages);
        pages.addAll(List.of(
                "/",
                "/forum",
                "/forum/hot",
                "/forum/b/hostile/new",
                "/forum/manage",
                "/console",
                "/console/members",
                "/console/audit",
                "/console/moderation",
                "/c/yunshui",
                "/sitemap"));
        for (String query : List.of("<script>alert(1)</script>", "alert", "javascript", "\"><svg onload=alert(1)>")) {
            pages.add("/search?q=" + Client.encode(query));
        }
        pages.add("/sign-in?return=" + Client.encode("/\"><script>alert(1)</script>"));
        pages.add("/forum/tag/" + Client.encode("<svg onload=alert(1)>").replace("+", "%20"));
        pages.add("/nowhere/" + Client.encode("<script>alert(1)</script>").replace("+", "%20"));
        open("/");
        browser.manage().addCookie(new Cookie("wrh_session", operator.token()));
        List<String> wrong = new ArrayList<>();
        pages.forEach(page -> look(page, wrong));
        assertEquals(List.of(), wrong);
        System.out.println("hostile text: " + stored + " strings, " + pages.size() + " pages");
    }

    /** A topic for each string that is a title. */
    private static int topics(long board, Set<String> pages) {
        int stored = 0;
        for (String text : strings) {
            Client.Answer answer = operator.post(
                    "/api/v1/forum/boards/" + board + "/topics",
                    Map.of("title", text, "body", "见标题", "tags", List.of("x")));
            stored += answer.status() == 201 ? 1 : 0;
        }
        String after = "";
        for (int page = 0; page < 100; page++) {
            pages.add("/forum/b/hostile?order=newest" + (after.isEmpty() ? "" : "&after=" + after));
            JsonNode slice = operator.get("/api/v1/forum/boards/" + board + "/topics?order=newest&limit=20"
                            + (after.isEmpty() ? "" : "&after=" + after))
                    .expect(200)
                    .json();
            if (page < 3) {
                // a title stands at more places on its own page: heading, crumbs, description, structured data
                slice.get("items")
                        .forEach(item -> pages.add("/forum/t/" + item.get("id").asLong()));
            }
            if (slice.get("next").isNull()) {
                break;
            }
            after = Client.encode(slice.get("next").asText());
        }
        return stored;
    }

    /** All strings as replies to one topic. */
    private static int posts(long board, Set<String> pages) {
        long topic = operator.post(
                        "/api/v1/forum/boards/" + board + "/topics", Map.of("title", MORE.get(1), "body", MORE.get(0)))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        int stored = 0;
        long last = 0;
        for (String text : strings) {
            Client.Answer answer = operator.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", text));
            if (answer.status() == 201) {
                last = answer.json().get("id").asLong();
                if (stored++ % POSTS_OF_A_PAGE == 0) {
                    pages.add("/forum/t/" + topic + "?after=" + (last - 1));
                }
            }
        }
        pages.add("/forum/t/" + topic);
        pages.add("/forum/t/" + topic + "?quote=" + last);
        pages.add("/forum/t/" + topic + "/p/" + last + "/edit");
        pages.add("/forum/t/" + topic + "/p/" + last + "/report");
        pages.add("/forum/t/" + topic + "/p/" + last + "/moderate");
        return stored;
    }

    /** People with such names, who write, follow, are reported and ask to be verified. */
    private static void people(long board, Set<String> pages) {
        int number = 0;
        long community = operator.get("/api/v1/membership/communities")
                .json()
                .at("/items/0/id")
                .asLong();
        for (String name : NAMES) {
            String login = "hostile" + ++number + "@text.test";
            portal.guest()
                    .post(
                            "/api/v1/membership/members",
                            Map.of("login", login, "name", name, "password", PASSWORD, "agreed", true))
                    .expect(201);
            Client member = portal.guest().signIn(login, PASSWORD);
            member.send(
                            "PATCH",
                            "/api/v1/membership/me",
                            "application/json",
                            "{\"bio\":\"<img src=x onerror=alert(1)> </script>\"}")
                    .expect(200);
            member.put("/api/v1/membership/members/" + operator.memberId() + "/follow", Map.of())
                    .expect(204);
            operator.put("/api/v1/membership/members/" + member.memberId() + "/follow", Map.of())
                    .expect(204);
            member.put("/api/v1/membership/communities/" + community + "/membership", Map.of())
                    .expect(200);
            member.post(
                            "/api/v1/membership/communities/" + community + "/verifications",
                            Map.of("building", "<b>1", "room", "<i>2", "relation", "OWNER", "note", MORE.get(1)))
                    .expect(201);
            long topic = member.post(
                            "/api/v1/forum/boards/" + board + "/topics",
                            Map.of(
                                    "title",
                                    "第" + number + "位",
                                    "body",
                                    "@" + name + " <img src=x onerror=alert(" + number + ")>"))
                    .expect(201)
                    .json()
                    .get("id")
                    .asLong();
            long post = member.post(
                            "/api/v1/forum/topics/" + topic + "/posts", Map.of("body", "再说一句 @" + name + number))
                    .expect(201)
                    .json()
                    .get("id")
                    .asLong();
            operator.post(
                    "/api/v1/forum/posts/" + post + "/report",
                    Map.of("reason", "other", "words", "<svg onload=alert(1)>"));
            pages.addAll(
                    List.of("/u/" + member.memberId(), "/forum/t/" + topic, "/console/members/" + member.memberId()));
        }
        pages.add("/me/ties");
        pages.add("/u/" + operator.memberId());
        pages.add("/console/members/verifications");
        pages.add("/console/members?q=" + Client.encode("<svg"));
    }

    private static void open(String page) {
        browser.get(portal.url() + page);
    }

    private static void look(String page, List<String> wrong) {
        open(page);
        try {
            browser.switchTo().alert().dismiss();
            wrong.add(page + " said something");
            return;
        } catch (NoAlertPresentException e) {
            // as it should be
        }
        Object ran = ((JavascriptExecutor) browser)
                .executeScript(
                        "return window.ran || document.querySelector('script:not([src]):not([type=\"application/ld+json\"]),"
                                + "[onerror],[onload],[onclick],[onmouseover],iframe,base,meta[http-equiv=refresh],a[href^=\"javascript:\" i],"
                                + "a[href^=\"data:\" i],[hx-get=\"/sign-out\"],main style')?.outerHTML || null");
        if (ran != null) {
            wrong.add(page + " has " + ran);
        }
        for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
            boolean expected = page.startsWith("/nowhere") && entry.getMessage().matches("(?s).*status of 40[04].*");
            if (!expected) {
                wrong.add(page + ": " + entry.getMessage());
            }
        }
        assertNull(page, browser.getCurrentUrl().startsWith(portal.url().toString()) ? null : browser.getCurrentUrl());
    }
}
