package org.wanrenhui.itests;

import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.Test;
import org.openqa.selenium.OutputType;
import org.wanrenhui.portal.testing.Browser;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** Not a test: the pictures of docs/screenshots, taken of a new demo region by {@code ./portal screenshots}. */
public class Screenshots {

    private static final int MOST_BYTES = 300 * 1024;
    private static final Path FOLDER = PortalProcess.root().resolve("docs/screenshots");

    @Test
    public void take() throws Exception {
        Files.createDirectories(FOLDER);
        try (PortalProcess portal = PortalProcess.create().start()) {
            neighboursMeet(portal);
            visitor(portal, Browser.Size.PHONE, "phone");
            visitor(portal, Browser.Size.DESKTOP, "desktop");
            operator(portal);
        }
    }

    /** What a minute in a community leaves behind: votes in a poll, and a check-in. */
    private static void neighboursMeet(PortalProcess portal) {
        for (String role : List.of("resident", "merchant", "property", "agent")) {
            Client member = portal.as(role);
            var poll = member.get("/api/v1/forum/topics/1").expect(200).json().path("poll");
            var options = poll.path("options");
            if (options.size() > 0) {
                long option =
                        options.get("property".equals(role) ? 1 : 0).path("id").asLong();
                member.post("/api/v1/forum/topics/1/votes", java.util.Map.of("options", List.of(option)));
            }
        }
    }

    private static void visitor(PortalProcess portal, Browser.Size size, String suffix) throws IOException {
        try (Browser visitor = new Browser(portal.url(), size, 2)) {
            visitor.go("/c/yunshui");
            shoot(visitor, "community-" + suffix);
            shoot(visitor.go("/sign-in"), "sign-in-" + suffix);
            visitor.signIn("resident@demo", PortalProcess.PASSWORD);
            shoot(visitor.go("/"), "home-" + suffix);
            shoot(visitor.go("/forum/t/1"), "topic-" + suffix);
            shoot(visitor.go("/forum/b/food"), "board-" + suffix);
            choose(visitor, "colorScheme", "dark", "data-bs-theme");
            shoot(visitor, "home-dark-" + suffix);
            choose(visitor, "colorScheme", "light", "data-bs-theme");
            if (size == Browser.Size.PHONE) {
                choose(visitor, "textSize", "large", "data-size");
                visitor.go("/forum/t/1");
                shoot(visitor, "topic-large-" + suffix);
            }
        }
    }

    /** Presses the button of a preference on the home page, and waits until new pages follow it. */
    private static void choose(Browser visitor, String name, String value, String attribute) {
        visitor.go("/").click(".foot [data-pref=" + name + "][value=" + value + "]");
        visitor.await(
                name,
                () -> value.equals(visitor.go("/")
                        .script("return document.documentElement.getAttribute(arguments[0])", attribute)));
    }

    private static void operator(PortalProcess portal) throws IOException {
        try (Browser operator = new Browser(portal.url(), Browser.Size.DESKTOP);
                Browser reader = new Browser(portal.url(), Browser.Size.PHONE, 2)) {
            operator.signIn("operator@demo", PortalProcess.PASSWORD);
            operator.go("/console/modules").click("#m-forum .switch").shown("dialog.plan[open] form");
            settle(operator);
            shoot(operator, "modules-plan-desktop");
            operator.submit("dialog.plan[open] form").shown("#m-forum.module-off");
            shoot(operator, "modules-desktop");
            shoot(reader.go("/forum"), "unavailable-phone");
        }
    }

    private static void settle(Browser browser) {
        browser.driver()
                .executeAsyncScript("const done = arguments[0]; Promise.allSettled(document.getAnimations()"
                        + ".filter(a => a.effect.getComputedTiming().iterations !== Infinity).map(a => a.finished))"
                        + ".then(() => done());");
    }

    /** Saves what the window shows, packed as tightly as PNG allows. */
    private static void shoot(Browser browser, String name) throws IOException {
        settle(browser);
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(browser.driver().getScreenshotAs(OutputType.BYTES)));
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(picture, 0, 0, null);
        Path file = FOLDER.resolve(name + ".png");
        Files.deleteIfExists(file);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(0);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(opaque, null, null), how);
        } finally {
            writer.dispose();
        }
        assertTrue(file + " has " + Files.size(file) + " bytes", Files.size(file) < MOST_BYTES);
    }
}
