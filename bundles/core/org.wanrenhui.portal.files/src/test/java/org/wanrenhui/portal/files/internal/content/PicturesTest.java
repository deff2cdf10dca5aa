package org.wanrenhui.portal.files.internal.content;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.api.files.FileRules;
import org.wanrenhui.portal.api.web.Problem;

public class PicturesTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Pictures pictures = new Pictures();

    private Pictures.Made draw(byte[] content, FileRules rules) throws IOException {
        Path file = Samples.file(folder.getRoot().toPath(), content);
        return pictures.draw(
                file, Inspector.inspect(file), rules, folder.getRoot().toPath());
    }

    private static List<Integer> widths(Pictures.Made made) {
        return made.variants().stream().map(Pictures.Variant::width).toList();
    }

    @Test
    public void photoInSeveralWidths() throws IOException {
        Pictures.Made made = draw(Samples.resource("rocket.jpg"), FileRules.attachments());
        assertEquals(FileType.JPEG, made.type());
        assertEquals(List.of(320, 640), widths(made));
        assertEquals(427, made.largest().height());
        for (Pictures.Variant variant : made.variants()) {
            BufferedImage read = ImageIO.read(variant.content().toFile());
            assertEquals(variant.width(), read.getWidth());
            assertEquals(variant.height(), read.getHeight());
            assertEquals(Files.size(variant.content()), variant.bytes());
        }
    }

    @Test
    public void turnedUprightAndWithoutThePlace() throws IOException {
        byte[] sent = Samples.fromTelephone(6, "37.87N 112.55E");
        assertTrue(new String(sent, StandardCharsets.ISO_8859_1).contains("37.87N"));
        Pictures.Made made = draw(sent, FileRules.attachments());
        assertEquals(427, made.largest().width());
        assertEquals(640, made.largest().height());
        String kept = Files.readString(made.largest().content(), StandardCharsets.ISO_8859_1);
        assertFalse(kept.contains("Exif"));
        assertFalse(kept.contains("37.87N"));
    }

    @Test
    public void nothingHiddenGoesOn() throws IOException {
        Pictures.Made made = draw(Samples.polyglot(), FileRules.attachments());
        for (Pictures.Variant variant : made.variants()) {
            String kept = Files.readString(variant.content(), StandardCharsets.ISO_8859_1);
            assertFalse(kept.contains("script"));
        }
    }

    @Test
    public void greyAndTransparent() throws IOException {
        assertEquals(
                400,
                draw(Samples.resource("clock_motion.png"), FileRules.attachments())
                        .largest()
                        .width());
        BufferedImage logo = new BufferedImage(500, 100, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = logo.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 250, 100);
        pen.dispose();
        Pictures.Made made = draw(Samples.png(logo), FileRules.attachments());
        assertEquals(FileType.PNG, made.type());
        BufferedImage kept = ImageIO.read(made.largest().content().toFile());
        assertEquals(Color.RED.getRGB(), kept.getRGB(10, 10));
        assertEquals(0, kept.getRGB(400, 10) >>> 24);
    }

    @Test
    public void portraitsAreSquare() throws IOException {
        Pictures.Made made = draw(Samples.resource("rocket.jpg"), FileRules.portrait());
        assertEquals(List.of(96, 192, 384), widths(made));
        made.variants().forEach(variant -> assertEquals(variant.width(), variant.height()));
    }

    @Test
    public void tinyPictureStaysAsItIs() throws IOException {
        Pictures.Made made =
                draw(Samples.png(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB)), FileRules.attachments());
        assertEquals(List.of(3), widths(made));
    }

    @Test
    public void bombsAreRefusedBeforeTheyAreRead() throws IOException {
        assertRefused(413, Samples.pngThatClaims(60_000, 60_000));
        assertRefused(413, Samples.pngThatClaims(31_000, 10));
        assertRefused(413, Samples.bomb());
    }

    @Test
    public void damagedPicturesAreRefused() throws IOException {
        byte[] photo = Samples.resource("rocket.jpg");
        assertRefused(422, Arrays.copyOf(photo, photo.length / 2));
        assertRefused(422, Arrays.copyOf(photo, 40));
        byte[] drawing = Samples.resource("clock_motion.png");
        assertRefused(422, Arrays.copyOf(drawing, drawing.length / 2));
        assertRefused(422, Samples.pngThatClaims(100, 100));
        assertRefused(422, "GIF89a and then nothing of the kind".getBytes(StandardCharsets.US_ASCII));
    }

    private void assertRefused(int status, byte[] content) throws IOException {
        Problem problem = assertThrows(Problem.class, () -> draw(content, FileRules.attachments()));
        assertEquals(status, problem.status());
        assertTrue(problem.fields().containsKey("files"));
        try (Stream<Path> left = Files.list(folder.getRoot().toPath())) {
            assertFalse(left.anyMatch(file -> file.getFileName().toString().startsWith("drawn")));
        }
    }
}
