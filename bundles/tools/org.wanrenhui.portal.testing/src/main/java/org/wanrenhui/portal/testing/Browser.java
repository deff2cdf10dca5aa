package org.wanrenhui.portal.testing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at a real Chromium with a profile of their own. Each page that is looked at must be silent in the console (a
 * broken content policy speaks there, too), clean for axe in light and in dark, and no wider than the screen.
 */
public final class Browser implements AutoCloseable {

    /** Sizes that every journey is made in. */
    public enum Size {
        PHONE(390, 844),
        DESKTOP(1440, 900);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Kept, because a logger that nobody holds forgets its level. Selenium misses its own CDP classes; they are not used. */
    private static final java.util.logging.Logger SELENIUM = java.util.logging.Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(java.util.logging.Level.SEVERE);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A text that nobody has translated shows its key. */
    private static final String KEY =
            "(?s).*(?<![\\w./-])(forum|membership|moderation|shell|ui|home|search|error|block|community|unavailable)\\.[a-z][A-Za-z-]+(\\.[A-Za-z-]+)*(?![\\w./-]).*";

    private final URI base;
    private final Path profile;
    private final ChromeDriver driver;

    /** Opens a window. */
    public Browser(URI base, Size size) throws IOException {
        this(base, size, 1);
    }

    /** Opens a window whose phone has so many dots to a pixel. */
    public Browser(URI base, Size size, double ratio) throws IOException {
        this.base = base;
        this.profile = Files.createTempDirectory("wanrenhui-chromium");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=zh-CN",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logging);
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "zh-CN,zh"));
        if (size == Size.PHONE) {
            options.setExperimentalOption(
                    "mobileEmulation",
                    Map.of(
                            "deviceMetrics",
                            Map.of("width", size.width, "height", size.height, "pixelRatio", ratio, "touch", true)));
        }
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(onPath("chromedriver")))
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60)).scriptTimeout(Duration.ofSeconds(60));
        if (size == Size.DESKTOP) {
            driver.manage().window().setSize(new Dimension(size.width, size.height));
        }
    }

    /** Opens a page and waits until it is there, without judging it. */
    public Browser go(String path) {
        driver.get(base.resolve(path).toString());
        return this;
    }

    /** Opens a page and judges it. */
    public Browser visit(String path) {
        return go(path).judge();
    }

    /** Judges the page that is shown. */
    public Browser judge() {
        String where = path();
        silent();
        Long width =
                (Long) script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertTrue(where + " is " + width + " px too wide", width <= 0);
        String kept = (String) script("return document.documentElement.getAttribute('data-bs-theme')");
        for (String scheme : List.of("light", "dark")) {
            paint(scheme);
            List<Rule> violations = new AxeBuilder()
                    .setLegacyMode(true)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                    .analyze(driver)
                    .getViolations();
            assertTrue(where + " in " + scheme + ":\n" + words(violations), violations.isEmpty());
        }
        paint(kept);
        silent();
        return this;
    }

    /** Sets the colours and waits until whatever fades has faded, so that no colour in between is judged. */
    private void paint(String scheme) {
        driver.executeAsyncScript(
                "const done = arguments[1]; document.documentElement.setAttribute('data-bs-theme', arguments[0]);"
                        + "setTimeout(() => Promise.race([new Promise(late => setTimeout(late, 5000)),"
                        + "Promise.allSettled(document.getAnimations()"
                        + ".filter(a => a.effect.getComputedTiming().iterations !== Infinity).map(a => a.finished))])"
                        + ".then(() => done()), 50);",
                scheme);
    }

    /** Judges that no text of the page is an untranslated key. */
    public Browser translated() {
        String text = text();
        assertTrue(path() + " shows a key:\n" + text, !text.matches(KEY));
        return this;
    }

    /** What the console has said since the last time; it must be nothing. */
    public Browser silent() {
        return silentExcept(null);
    }

    /**
     * As {@link #silent}, except that Chromium itself reports a page that was answered with an error status; that one
     * message about this very page is let through.
     */
    public Browser silentExcept(Integer status) {
        return silentExcept(status, driver.getCurrentUrl());
    }

    /** As {@link #silent}, except for Chromium's own messages that the address was answered with the status. */
    public Browser silentExcept(Integer status, String address) {
        List<String> said = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(message -> status == null
                        || !message.contains(address)
                        || !message.contains("the server responded with a status of " + status))
                .toList();
        assertEquals("console of " + path(), List.of(), said);
        return this;
    }

    /** Signs in by the form. */
    public Browser signIn(String login, String password) {
        go("/sign-in");
        type("login", login);
        type("password", password);
        submit("form[action='/sign-in']");
        await("signed in", () -> !path().startsWith("/sign-in"));
        return this;
    }

    /** Writes into the field of that name that is shown. */
    public Browser type(String name, String text) {
        WebElement field = shown("[name='" + name + "']");
        field.clear();
        field.sendKeys(text);
        return this;
    }

    /** Presses the strong button of the form, otherwise its first. */
    public Browser submit(String form) {
        WebElement where = shown(form);
        List<WebElement> strong = where.findElements(By.cssSelector("button.btn-primary"));
        press(strong.isEmpty() ? where.findElement(By.cssSelector("button[type=submit]")) : strong.get(0));
        return this;
    }

    /** Presses the first thing that is shown and matches. */
    public Browser click(String css) {
        try {
            press(shown(css));
        } catch (StaleElementReferenceException e) {
            // A part of the page that is read again every few seconds was, just then; a finger would hit what is there
            // now.
            press(shown(css));
        }
        return this;
    }

    /** Chooses a radio button or box by name and value; the input itself may be hidden in its label. */
    public Browser choose(String name, String value) {
        WebElement input = driver.findElement(
                By.cssSelector("[name='" + name + "']" + (value == null ? "" : "[value='" + value + "']")));
        // In the label may be a link, so the box itself is pressed where it is seen.
        press(input.isDisplayed() ? input : input.findElement(By.xpath("ancestor::label")));
        return this;
    }

    private void press(WebElement element) {
        script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
        String before = (String) script("return window.performance.timeOrigin + ''");
        element.click();
        // A press that leads to another page has led there when the next command finds its document complete.
        await("the page after " + before, () -> "complete".equals(script("return document.readyState")));
    }

    /** The first element that is shown and matches, waited for. */
    public WebElement shown(String css) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(css + " on " + path())
                .until(d -> d.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** Whether something shown matches now. */
    public boolean has(String css) {
        return driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Text of the page as it is seen. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until the page shows the text. */
    public Browser sees(String text) {
        await("seeing " + text, () -> text().contains(text));
        return this;
    }

    /** Waits for a condition with patience. */
    public void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Await.until(what + " (on " + path() + ")", PATIENCE, condition);
    }

    /** Runs a script in the page. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Path and query of the page. */
    public String path() {
        String url = driver.getCurrentUrl();
        String origin = base.toString();
        return url.startsWith(origin) ? url.substring(origin.length()) : url;
    }

    /** The driver, for what is not here. */
    public ChromeDriver driver() {
        return driver;
    }

    private static String words(List<Rule> violations) {
        return violations.stream()
                .map(rule -> rule.getId() + ": " + rule.getHelp() + "\n"
                        + rule.getNodes().stream()
                                .limit(4)
                                .map(node -> "    " + node.getTarget() + " " + node.getHtml())
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private static String onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        program + " is not installed. On Debian or Ubuntu: apt-get install chromium chromium-driver"));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
