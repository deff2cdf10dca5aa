package org.wanrenhui.portal.files.internal.content;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.wanrenhui.portal.api.files.FileRules;
import org.wanrenhui.portal.api.web.Problem;

/**
 * Draws pictures anew: nothing of the upload but its pixels goes on, so neither the place where a photo was taken nor
 * anything hidden behind the picture is passed on. One picture at a time, because a large one takes a lot of memory.
 */
public final class Pictures {

    /** Millions of pixels of an upload at most; a photo of a telephone has 12 to 50. */
    public static final int MEGAPIXELS = 50;

    private static final int LONGEST_SIDE = 30_000;
    private static final float QUALITY = 0.82f;
    private static final long PATIENCE_SECONDS = 20;

    /** A picture in one width. */
    public record Variant(int width, int height, Path content, long bytes) {}

    /** What was made of an upload: its variants by width, ascending. */
    public record Made(FileType type, List<Variant> variants) {

        public Variant largest() {
            return variants.get(variants.size() - 1);
        }
    }

    private final Semaphore oneAtATime = new Semaphore(1);

    /** Draws the picture in the widths of the rules, into the folder. */
    public Made draw(Path source, FileType type, FileRules rules, Path folder) throws IOException {
        boolean turn;
        try {
            turn = oneAtATime.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            turn = false;
        }
        if (!turn) {
            throw Problem.of(503, "busy", "files.problem.busy");
        }
        try {
            int most = rules.widths().get(rules.widths().size() - 1);
            BufferedImage image = read(source, type, most);
            return write(rules.square() ? square(image) : image, type, rules, folder);
        } catch (OutOfMemoryError e) {
            throw Problem.of(503, "busy", "files.problem.busy");
        } finally {
            oneAtATime.release();
        }
    }

    private static BufferedImage read(Path source, FileType type, int most) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type.ending()).next();
        List<String> complaints = new ArrayList<>();
        reader.addIIOReadWarningListener((from, words) -> complaints.add(words));
        try (FileImageInputStream in = new FileImageInputStream(source.toFile())) {
            // without what the file says of itself: texts in a PNG can be bombs of their own
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MEGAPIXELS * 1_000_000L || width > LONGEST_SIDE || height > LONGEST_SIDE) {
                throw Inspector.refused(413, "files.problem.pixels", MEGAPIXELS);
            }
            Orientation turned = type == FileType.JPEG ? Camera.orientation(source) : Orientation.TOP_LEFT;
            ImageReadParam wanted = reader.getDefaultReadParam();
            int step = Math.max(1, Math.min(width, height) / (2 * most));
            wanted.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, wanted);
            if (complaints.stream().anyMatch(Pictures::cutOff)) {
                throw Inspector.refused(422, "files.problem.damaged");
            }
            BufferedImage plain = plain(image);
            return turned == Orientation.TOP_LEFT
                    ? plain
                    : plain(ExifFilterUtils.getFilterForOrientation(turned).apply(plain));
        } catch (IOException | RuntimeException e) {
            // the readers of the JDK throw whatever a broken file makes them stumble over
            if (e instanceof Problem problem) {
                throw problem;
            }
            throw Inspector.refused(422, "files.problem.damaged");
        } finally {
            reader.dispose();
        }
    }

    /** The JPEG reader fills up what is missing in grey and only complains. */
    private static boolean cutOff(String complaint) {
        String words = complaint.toLowerCase(java.util.Locale.ROOT);
        return words.contains("premature end") || words.contains("corrupt");
    }

    /** In eight bits of red, green and blue, with transparency where there is some. */
    private static BufferedImage plain(BufferedImage image) {
        int wanted = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        if (image.getType() == wanted) {
            return image;
        }
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), wanted);
        Graphics2D pen = plain.createGraphics();
        pen.drawImage(image, 0, 0, null);
        pen.dispose();
        return plain;
    }

    private static BufferedImage square(BufferedImage image) throws IOException {
        int side = Math.min(image.getWidth(), image.getHeight());
        return Thumbnails.of(image)
                .sourceRegion(Positions.CENTER, side, side)
                .forceSize(side, side)
                .imageType(image.getType())
                .asBufferedImage();
    }

    private static Made write(BufferedImage image, FileType source, FileRules rules, Path folder) throws IOException {
        List<Variant> variants = new ArrayList<>();
        try {
            FileType type = write(image, source, rules, folder, variants);
            return new Made(type, variants);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            variants.forEach(variant -> variant.content().toFile().delete());
            throw e;
        }
    }

    private static FileType write(
            BufferedImage image, FileType source, FileRules rules, Path folder, List<Variant> variants)
            throws IOException {
        int most = rules.widths().get(rules.widths().size() - 1);
        TreeSet<Integer> widths = new TreeSet<>();
        widths.add(Math.min(image.getWidth(), most));
        rules.widths().stream().filter(width -> width < image.getWidth()).forEach(widths::add);
        FileType type = image.getColorModel().hasAlpha() ? FileType.PNG : FileType.JPEG;
        for (int width : widths.descendingSet()) {
            BufferedImage drawn = resized(image, width);
            Variant variant = write(drawn, type, folder);
            if (variants.isEmpty() && type == FileType.JPEG && source != FileType.JPEG) {
                // lines and letters stay sharper as PNG, and are often smaller too
                Variant sharp = write(drawn, FileType.PNG, folder);
                boolean better = sharp.bytes() <= variant.bytes() * 3 / 2;
                Files.delete(better ? variant.content() : sharp.content());
                type = better ? FileType.PNG : type;
                variant = better ? sharp : variant;
            }
            variants.add(0, variant);
        }
        return type;
    }

    private static BufferedImage resized(BufferedImage image, int width) throws IOException {
        if (width == image.getWidth()) {
            return image;
        }
        int height = (int) Math.max(1, Math.round((double) image.getHeight() * width / image.getWidth()));
        return Thumbnails.of(image)
                .forceSize(width, height)
                .imageType(image.getType())
                .asBufferedImage();
    }

    private static Variant write(BufferedImage image, FileType type, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "drawn", "." + type.ending());
        ImageWriter writer = ImageIO.getImageWritersByFormatName(type.ending()).next();
        File target = file.toFile();
        try (FileImageOutputStream out = new FileImageOutputStream(target)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (type == FileType.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return new Variant(image.getWidth(), image.getHeight(), file, Files.size(file));
    }
}
