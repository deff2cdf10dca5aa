package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.wanrenhui.itests.support.PortalProcess;

/** In a browser: pictures go into a topic while one writes, are described, taken out, and seen by others. */
public class ComposerIT {

    private PortalProcess portal;
    private ChromeDriver browser;
    private WebDriverWait soon;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create().start();
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
        if (Files.isExecutable(Path.of("/usr/bin/chromium"))) {
            options.setBinary("/usr/bin/chromium");
        }
        browser = new ChromeDriver(options);
        browser.manage().window().setSize(new Dimension(390, 844));
        soon = new WebDriverWait(browser, Duration.ofSeconds(60));
    }

    @After
    public void stop() throws Exception {
        browser.quit();
        portal.close();
    }

    private void go(String path) {
        browser.get(portal.url().resolve(path).toString());
    }

    private void signIn() {
        go("/sign-in");
        browser.findElement(By.name("login")).sendKeys("resident@demo");
        browser.findElement(By.name("password")).sendKeys(PortalProcess.PASSWORD);
        browser.findElement(By.cssSelector("main form button[type=submit]")).click();
        soon.until(ExpectedConditions.not(ExpectedConditions.urlContains("/sign-in")));
    }

    private static Path resource(String name) throws Exception {
        return Path.of(ComposerIT.class.getResource("/" + name).toURI());
    }

    private boolean loaded(WebElement picture) {
        return Boolean.TRUE.equals(
                browser.executeScript("return arguments[0].complete && arguments[0].naturalWidth > 0", picture));
    }

    @Test
    public void picturesWhileWriting() throws Exception {
        signIn();
        String board = portal.guest()
                .get("/api/v1/forum/boards")
                .json()
                .get("items")
                .get(0)
                .get("slug")
                .asText();
        go("/forum/b/" + board + "/new");
        browser.findElement(By.name("title")).sendKeys("火箭图片");
        browser.findElement(By.name("body")).sendKeys("昨晚拍的。");
        WebElement field = browser.findElement(By.id("new-files"));
        field.sendKeys(resource("rocket.jpg").toString());
        soon.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".files-list img")));
        Path page =
                Files.writeString(Files.createTempDirectory("files").resolve("page.jpg"), "<html>no picture</html>");
        field.sendKeys(page.toString());
        WebElement note =
                soon.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".files-list [role=alert]")));
        assertTrue(note.getText(), note.getText().contains("JPEG"));
        List<WebElement> rows = browser.findElements(By.cssSelector(".files-list > li"));
        assertEquals(2, rows.size());
        rows.get(1).findElement(By.cssSelector("button")).click();
        assertEquals(1, browser.findElements(By.cssSelector(".files-list > li")).size());
        browser.findElement(By.cssSelector(".files-list input[name=alt]")).sendKeys("发射架上的火箭");
        browser.findElement(By.cssSelector("main form button.btn-primary[type=submit]"))
                .click();
        soon.until(ExpectedConditions.urlMatches(".*/forum/t/[0-9]+.*"));
        WebElement picture = browser.findElement(By.cssSelector(".gallery img"));
        soon.until(driver -> loaded(picture));
        assertEquals("发射架上的火箭", picture.getDomAttribute("alt"));

        String topic = browser.getCurrentUrl();
        browser.manage().deleteAllCookies();
        browser.get(topic);
        soon.until(driver -> loaded(browser.findElement(By.cssSelector(".gallery img"))));
        for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
            // the refused file is an answer of 415, which the browser notes by itself
            assertTrue(entry.getMessage(), entry.getMessage().contains("415"));
        }
    }
}
