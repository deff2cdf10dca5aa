package org.wanrenhui.itests;

import java.io.IOException;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.wanrenhui.itests.support.Browser;
import org.wanrenhui.itests.support.Client;
import org.wanrenhui.itests.support.PortalProcess;

/**
 * The two longest journeys. Not yet part of the gate, because no run of both sizes has ended so far:
 * {@code mvn verify -pl karaf-assembly/itests -Dit.test=BrowserJourneys}.
 */
@RunWith(Parameterized.class)
public class BrowserJourneys {

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
                agent.await("approved", () -> !agent.text().contains(name));
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
            String pressed = resident.shown("form[action$='/react'] button").getAttribute("aria-pressed");
            resident.click("form[action$='/react'] button");
            resident.await(
                    "the reaction",
                    () -> !pressed.equals(
                            resident.shown("form[action$='/react'] button").getAttribute("aria-pressed")));
            resident.go(topic).click("form[action$='/follow'] button");
            resident.judge();
            resident.await(
                    "found",
                    () -> resident.go("/search?q=" + Client.encode(word)).text().contains(title));
            resident.judge();
        }
    }

    /** The element that contains the text. */
    private static WebElement row(Browser browser, String css, String text) {
        return browser.driver().findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not in any " + css + ":\n" + browser.text()));
    }
}
