package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.wanrenhui.portal.testing.Browser;
import org.wanrenhui.portal.testing.PortalProcess;

/** Pictures go into a topic while one writes: chosen, dropped, refused in words, taken out, described, and seen by others. */
@RunWith(Parameterized.class)
public class ComposerIT {

    private static final String FORM = "form[action='/forum/b/food/new']";
    private static final String UPLOADS = "/api/v1/files?for=forum.post";

    /** Writes down what the bar of a file showed, and when the form could not be sent. */
    private static final String RECORD = "window.bars = []; window.held = [];"
            + "const form = document.querySelector(arguments[0]);"
            + "new MutationObserver(all => all.forEach(one => {"
            + "  if (one.target.tagName === 'PROGRESS') window.bars.push(Number(one.target.value));"
            + "  if (one.target.type === 'submit') window.held.push(one.target.disabled);"
            + "})).observe(form, {subtree: true, attributes: true, attributeFilter: ['value', 'disabled']});";

    private static final String DROP =
            "const done = arguments[arguments.length - 1], form = document.querySelector(arguments[0]);"
                    + "const drop = file => { const moved = new DataTransfer(); moved.items.add(file);"
                    + "  form.dispatchEvent(new DragEvent('drop', {dataTransfer: moved, bubbles: true, cancelable: true})); done(); };";

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    @Parameterized.Parameters(name = "{0}")
    public static List<Object[]> sizes() {
        return List.of(new Object[] {Browser.Size.PHONE}, new Object[] {Browser.Size.DESKTOP});
    }

    @Parameterized.Parameter
    public Browser.Size size;

    private static PortalProcess portal;
    private static Path picture;
    private static Path page;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
        picture = FOLDER.getRoot().toPath().resolve("river.jpg");
        ImageIO.write(evening(), "jpg", picture.toFile());
        page = Files.writeString(FOLDER.getRoot().toPath().resolve("page.jpg"), "<!doctype html><p>no picture</p>");
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    private static BufferedImage evening() {
        BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, 0, 800, Color.BLUE));
        pen.fillRect(0, 0, 1200, 800);
        pen.dispose();
        return image;
    }

    @Test
    public void picturesWhileWriting() throws Exception {
        String topic;
        try (Browser resident = new Browser(portal.url(), size).signIn("resident@demo", PortalProcess.PASSWORD)) {
            resident.go("/forum/b/food/new").type("title", "河边的晚霞 " + size).type("body", "昨晚拍的。");
            resident.script(RECORD, FORM);
            choose(resident, picture);
            resident.await("its preview", () -> previews(resident) == 1);
            assertTrue("how far it has come", bars(resident).contains(100L));
            assertEquals(
                    "nothing is sent before all has arrived",
                    List.of(true, false),
                    resident.script("return window.held"));
            assertFalse(resident.has(".files-list progress"));
            resident.silent();

            choose(resident, page);
            WebElement refused = resident.shown(".files-list [role=alert]");
            assertTrue(refused.getText(), refused.getText().contains("JPEG"));
            assertTrue(row(resident, 1).getText().contains("page.jpg"));
            resident.silentExcept(415, UPLOADS).judge();
            row(resident, 1).findElement(By.cssSelector("button")).click();
            resident.await("it is taken out", () -> rows(resident).size() == 1);

            dropTooLarge(resident);
            WebElement large = resident.shown(".files-list [role=alert]");
            assertTrue(large.getText(), large.getText().contains("20 MB"));
            row(resident, 1).findElement(By.cssSelector("button")).click();
            dropWebp(resident);
            resident.await("what the portal cannot read is drawn as JPEG", () -> previews(resident) == 2);
            assertTrue(row(resident, 1).getText().contains("moon.jpg"));

            describe(resident, 0, "汾河上的晚霞");
            describe(resident, 1, "月亮");
            resident.judge().submit(FORM);
            resident.await("published", () -> resident.path().matches("/forum/t/\\d+.*"));
            topic = resident.path();
            shows(resident);
            resident.judge();
        }
        try (Browser visitor = new Browser(portal.url(), size)) {
            visitor.visit(topic);
            shows(visitor);
        }
    }

    private static void choose(Browser browser, Path file) {
        browser.driver().findElement(By.id("new-files")).sendKeys(file.toString());
    }

    private static List<WebElement> rows(Browser browser) {
        return browser.driver().findElements(By.cssSelector(".files-list > li"));
    }

    private static WebElement row(Browser browser, int index) {
        return rows(browser).get(index);
    }

    private static void describe(Browser browser, int index, String words) {
        row(browser, index).findElement(By.name("alt")).sendKeys(words);
    }

    /** Pictures of the list that have been loaded. */
    private static long previews(Browser browser) {
        return (long) browser.script("return [...document.querySelectorAll('.files-list img.files-preview')]"
                + ".filter(img => img.complete && img.naturalWidth > 0).length");
    }

    @SuppressWarnings("unchecked")
    private static List<Long> bars(Browser browser) {
        return (List<Long>) browser.script("return window.bars");
    }

    private static void dropTooLarge(Browser browser) {
        browser.driver()
                .executeAsyncScript(
                        DROP + "drop(new File([new Uint8Array(20000001)], 'big.txt', {type: 'text/plain'}));", FORM);
    }

    private static void dropWebp(Browser browser) {
        browser.driver()
                .executeAsyncScript(
                        DROP
                                + "const canvas = document.createElement('canvas'); canvas.width = 400; canvas.height = 300;"
                                + "const pen = canvas.getContext('2d'); pen.fillStyle = 'gold'; pen.arc(200, 150, 80, 0, 7); pen.fill();"
                                + "canvas.toBlob(blob => drop(new File([blob], 'moon.webp', {type: 'image/webp'})), 'image/webp');",
                        FORM);
    }

    private static void shows(Browser browser) {
        for (String words : List.of("汾河上的晚霞", "月亮")) {
            browser.await(words + " is shown", () -> {
                WebElement image = browser.driver().findElement(By.cssSelector(".gallery img[alt='" + words + "']"));
                browser.script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", image);
                return Boolean.TRUE.equals(
                        browser.script("return arguments[0].complete && arguments[0].naturalWidth > 0", image));
            });
        }
        browser.silent();
    }
}
