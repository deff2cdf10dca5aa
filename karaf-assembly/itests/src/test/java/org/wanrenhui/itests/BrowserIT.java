package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.wanrenhui.portal.testing.Browser;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** Main journeys in a real Chromium, on a phone and on a desk. */
@RunWith(Parameterized.class)
public class BrowserIT {

    private static PortalProcess portal;

    @Parameterized.Parameters(name = "{0}")
    public static List<Object[]> sizes() {
        return List.of(new Object[] {Browser.Size.PHONE}, new Object[] {Browser.Size.DESKTOP});
    }

    @Parameterized.Parameter
    public Browser.Size size;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    private Browser open() throws IOException {
        return new Browser(portal.url(), size);
    }

    private Browser open(String role) throws IOException {
        return open().signIn(role + "@demo", PortalProcess.PASSWORD);
    }

    private String unique(String words) {
        return words + " " + size.name().toLowerCase(java.util.Locale.ROOT) + Long.toString(System.nanoTime(), 36);
    }

    @Test
    public void visitorLooksAround() throws Exception {
        try (Browser visitor = open()) {
            for (String page : List.of(
                    "/",
                    "/c/yunshui",
                    "/forum",
                    "/forum/b/food",
                    "/forum/b/yunshui",
                    "/forum/t/1",
                    "/forum/hot",
                    "/forum/help",
                    "/communities",
                    "/channels",
                    "/search?q=" + Client.encode("电影"),
                    "/search?q=" + Client.encode("没有这样的词"),
                    "/sitemap",
                    "/about",
                    "/help",
                    "/privacy",
                    "/terms",
                    "/sign-in",
                    "/register",
                    "/recover")) {
                visitor.visit(page).translated();
            }
            visitor.go("/c/yunshui").go("/");
            assertTrue("notices of the chosen community", visitor.has(".notices a.notice[href^='/forum/t/']"));
            assertTrue("its people", visitor.has("#agents a[href^='/u/']"));
            assertTrue("communities nearby", visitor.has("[aria-labelledby=b-near] a[href^='/c/']"));
            visitor.go("/no-such-page").silentExcept(404).judge();
            assertTrue(visitor.has("main h1"));
        }
    }

    @Test
    public void looksAndLanguageStay() throws Exception {
        try (Browser visitor = open()) {
            visitor.go("/").click(".foot [data-pref=textSize]");
            visitor.await("large text", () -> "large".equals(look(visitor.go("/forum/t/1"), "data-size")));
            visitor.judge().click(".foot [data-pref=textSize]");
            visitor.await("normal text", () -> "normal".equals(look(visitor.go("/"), "data-size")));

            visitor.click(".foot [data-pref=colorScheme][value=dark]");
            assertEquals("at once", "dark", look(visitor, "data-bs-theme"));
            visitor.await("dark", () -> "dark".equals(look(visitor.go("/"), "data-bs-theme")));
            visitor.judge();

            visitor.click(".foot button[name=locale]");
            visitor.await("English", () -> "en".equals(look(visitor, "lang")));
            for (String page :
                    List.of("/", "/c/yunshui", "/forum", "/forum/t/1", "/sign-in", "/register", "/sitemap")) {
                visitor.visit(page).translated();
            }
            visitor.go("/").click(".foot button[name=locale]");
            visitor.await("Chinese", () -> "zh-CN".equals(look(visitor, "lang")));
        }
    }

    private static String look(Browser browser, String attribute) {
        return (String) browser.script("return document.documentElement.getAttribute(arguments[0])", attribute);
    }

    @Test
    public void newcomerRegistersJoinsAndIsVerified() throws Exception {
        String name = "邻居" + size.name().charAt(0) + Long.toString(System.nanoTime() % 100_000, 36);
        String login = "new-" + Long.toString(System.nanoTime(), 36) + "@example.org";
        try (Browser newcomer = open()) {
            newcomer.go("/register").choose("kind", "RESIDENT");
            newcomer.type("name", name).type("login", "no address").type("password", "a quiet street at dusk");
            newcomer.choose("agreed", null).submit("form[action='/register']");
            newcomer.shown(".field-bad [name=login]");
            newcomer.silentExcept(422).judge();
            newcomer.type("login", login).type("password", "a quiet street at dusk");
            newcomer.submit("form[action='/register']");
            newcomer.await("registered", () -> !newcomer.path().startsWith("/register"));

            newcomer.visit("/me").visit("/communities").go("/c/yunshui").submit("form[action='/c/yunshui/join']");
            newcomer.judge();
            newcomer.visit("/me/residence").click("a[href$='/verify']");
            newcomer.judge();
            if (newcomer.has("select[name=building]")) {
                newcomer.script("document.querySelector('select[name=building]').selectedIndex = 1");
            } else {
                newcomer.type("building", "3 号楼");
            }
            newcomer.type("room", "902").choose("relation", "OWNER").submit("form[action$='/verify']");
            newcomer.await(
                    "asked",
                    () -> newcomer.path().startsWith("/me/residence")
                            && !newcomer.path().endsWith("/verify"));
            newcomer.judge().shown(".badge.is-warn");

            try (Browser agent = open("agent")) {
                agent.visit("/me/community").sees(name);
                row(agent, "#requests li", name)
                        .findElement(By.cssSelector("button[value=approve]"))
                        .click();
                agent.await(
                        "no longer among the requests, and among the residents",
                        () -> Boolean.TRUE.equals(agent.script(
                                "const name = arguments[0], names = css => [...document.querySelectorAll(css)].some(e => e.textContent.includes(name));"
                                        + "return !names('#requests > li') && names('#residents > li')",
                                name)));
                agent.judge();
            }
            newcomer.go("/me/residence").shown(".badge.is-ok");
            newcomer.judge();
        }
    }

    @Test
    public void residentTalks() throws Exception {
        String title = unique("晚饭后谁去汾河边");
        String word = "灯" + Long.toString(System.nanoTime(), 36);
        try (Browser resident = open("resident")) {
            for (String page : List.of(
                    "/",
                    "/me",
                    "/me/profile",
                    "/me/growth",
                    "/me/security",
                    "/me/residence",
                    "/me/ties",
                    "/moderation/mine",
                    "/forum/mine",
                    "/forum/followed")) {
                resident.visit(page).translated();
            }
            resident.go("/forum/b/food/new").judge();
            resident.type("title", title).type("body", "七点半集合，带上" + word + "。\n\n> 走一走\n\n**不见不散**");
            resident.click("form summary");
            resident.type("pollQuestion", "几点出发").type("pollOptions", "七点\n七点半");
            resident.type("pollDays", "四十").submit("form[action='/forum/b/food/new']");
            resident.shown(".field-bad [name=pollDays]");
            resident.silentExcept(422).judge().type("pollDays", "3");
            resident.submit("form[action='/forum/b/food/new']");
            resident.await("published", () -> resident.path().matches("/forum/t/\\d+.*"));
            resident.judge().sees(title);
            String topic = resident.path().replaceAll("[?#].*", "");

            resident.choose("option", null).click(".poll button[type=submit]");
            resident.shown(".poll-row");
            resident.judge();

            String quick = "form.actionbar [name=body], .actionbar [name=body]";
            if (size == Browser.Size.PHONE) {
                resident.shown(quick).sendKeys("我也去");
                resident.click(".actionbar button[type=submit]");
            } else {
                resident.shown("#body").sendKeys("我也去");
                resident.submit("#reply");
            }
            resident.sees("我也去").judge();

            resident.go("/forum/t/1").click(".post-foot a[href*='quote=']");
            resident.await("the quote", () -> ((String) resident.script("return document.getElementById('body').value"))
                    .startsWith(">"));
            String pressed = resident.shown("button[formaction$='/react']").getAttribute("aria-pressed");
            resident.click("button[formaction$='/react']");
            resident.await(
                    "the reaction",
                    () -> !pressed.equals(
                            resident.shown("button[formaction$='/react']").getAttribute("aria-pressed")));
            resident.go(topic).click("form[action$='/follow'] button");
            resident.judge();
            resident.await(
                    "found",
                    () -> resident.go("/search?q=" + Client.encode(word)).text().contains(title));
            resident.judge();
        }
    }

    @Test
    public void forgottenPasswordIsSetByCode() throws Exception {
        String login = "forgetful-" + Long.toString(System.nanoTime(), 36) + "@example.org";
        portal.guest()
                .post(
                        "/api/v1/membership/members",
                        java.util.Map.of(
                                "kind",
                                "RESIDENT",
                                "name",
                                "忘性大" + size.ordinal(),
                                "login",
                                login,
                                "password",
                                "the first password",
                                "agreed",
                                true))
                .expect(201);
        try (Browser member = open();
                Browser operator = open("operator")) {
            member.visit("/recover").type("login", login).submit("form[action='/recover/code']");
            member.shown("form[action='/recover'] [name=code]");
            member.judge();
            operator.await(
                    "the message", () -> operator.go("/console/notify").text().contains(login));
            operator.judge();
            Matcher code = Pattern.compile("(?s)" + Pattern.quote(login) + ".*?(?<!\\d)(\\d{6})(?!\\d)")
                    .matcher(operator.text());
            assertTrue(operator.text(), code.find());
            member.type("code", code.group(1)).type("password", "the second password");
            member.submit("form[action='/recover']");
            member.await("recovered", () -> !member.path().startsWith("/recover"));
            member.silent();
            portal.guest().signIn(login, "the second password");
        }
    }

    @Test
    public void reportIsDecided() throws Exception {
        String title = unique("这条要举报");
        Client merchant = portal.as("merchant");
        long board = merchant.get("/api/v1/forum/boards")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        long topic = merchant.post(
                        "/api/v1/forum/boards/" + board + "/topics",
                        java.util.Map.of("title", title, "body", "便宜卖，快来加我"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        try (Browser resident = open("resident");
                Browser operator = open("operator")) {
            resident.go("/forum/t/" + topic).click(".post a[href$='/report']");
            resident.judge().choose("reason", "spam").submit("form[action$='/report']");
            resident.await("reported", () -> !resident.path().endsWith("/report"));
            resident.judge();

            operator.visit("/console/moderation").sees(title);
            WebElement item = row(operator, "article", title);
            item.findElement(By.name("reason")).sendKeys("广告");
            item.findElement(By.cssSelector("button[value=HIDE]")).click();
            operator.await("decided", () -> !operator.text().contains(title));
            operator.judge();
            resident.go("/forum/t/" + topic).silentExcept(404);
            assertFalse(resident.text().contains("便宜卖，快来加我"));
        }
    }

    @Test
    public void operatorSwitchesTheForumWhileSomebodyReads() throws Exception {
        try (Browser operator = open("operator");
                Browser reader = open()) {
            reader.visit("/forum");
            operator.visit("/console/modules");
            operator.click("#m-forum .switch").shown("dialog.plan[open] form");
            operator.judge();
            operator.submit("dialog.plan[open] form");
            operator.shown("#m-forum.module-off");
            operator.judge();
            assertTrue("the page was not left", operator.path().startsWith("/console/modules"));

            reader.go("/forum").silentExcept(404).judge();
            String title = (String) reader.script("return document.querySelector('main h1').textContent");
            assertTrue(title, title.contains("论坛"));
            reader.visit("/");
            assertFalse(reader.has("a[href='/forum']"));

            operator.click("#m-forum .switch").shown("dialog.plan[open] form");
            operator.submit("dialog.plan[open] form");
            operator.shown("#m-forum:not(.module-off) .badge.is-ok");
            operator.silent();
            reader.visit("/forum").visit("/");
            assertTrue(reader.has("a[href='/forum']"));
        }
    }

    @Test
    public void operatorLooksAfterThePortal() throws Exception {
        try (Browser operator = open("operator")) {
            for (String page : List.of(
                    "/console",
                    "/console/modules",
                    "/console/modules/forum",
                    "/console/modules/forum/plan?desired=DISABLED",
                    "/console/licence",
                    "/console/publishers",
                    "/console/members",
                    "/console/members/verifications",
                    "/console/regions",
                    "/console/regions/new",
                    "/console/growth",
                    "/console/settings",
                    "/console/moderation",
                    "/console/moderation/words",
                    "/console/moderation/sanctions",
                    "/console/notify",
                    "/console/outbox",
                    "/console/jobs",
                    "/console/search",
                    "/console/audit",
                    "/console/health",
                    "/forum/manage")) {
                operator.visit(page);
            }
            String before = colour(operator.go("/"));
            operator.go("/console/settings").type("title", "万家灯火").type("brand", "#1d4ed8");
            operator.submit("form[action='/console/settings']");
            operator.judge();
            operator.await(
                    "the new name", () -> operator.go("/").driver().getTitle().contains("万家灯火"));
            operator.await("the new colour", () -> colour(operator.go("/")).equals("#1d4ed8"));
            operator.judge();
            operator.go("/console/settings").type("title", "万人会");
            WebElement brand = operator.shown("[name=brand]");
            brand.clear();
            operator.submit("form[action='/console/settings']");
            operator.await("the old colour", () -> colour(operator.go("/")).equals(before));
            operator.silent();
        }
    }

    /** The element that contains the text. */
    private static WebElement row(Browser browser, String css, String text) {
        return browser.driver().findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in any " + css + ":\n" + browser.text()));
    }

    private static String colour(Browser browser) {
        return ((String) browser.script(
                        "return getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"))
                .toLowerCase(java.util.Locale.ROOT);
    }
}
