package org.wanrenhui.portal.files.internal.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Good and hostile files. */
public final class Samples {

    private Samples() {}

    public static byte[] resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Path file(Path folder, byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "sample", null), content);
    }

    /** The photo as a telephone would send it: lying on its side, with the place where it was taken. */
    public static byte[] fromTelephone(int orientation, String secret) throws IOException {
        byte[] photo = resource("rocket.jpg");
        ByteArrayOutputStream exif = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(exif);
        out.writeBytes("Exif\0\0");
        out.writeBytes("MM\0*");
        out.writeInt(8);
        out.writeShort(2);
        out.writeShort(0x010e); // image description
        out.writeShort(2);
        out.writeInt(secret.length() + 1);
        out.writeInt(38);
        out.writeShort(0x0112); // orientation
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        out.writeBytes(secret + "\0");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream jpeg = new DataOutputStream(whole);
        jpeg.write(photo, 0, 2);
        jpeg.writeShort(0xffe1);
        jpeg.writeShort(exif.size() + 2);
        jpeg.write(exif.toByteArray());
        jpeg.write(photo, 2, photo.length - 2);
        return whole.toByteArray();
    }

    /** A picture that is also a page with a script. */
    public static byte[] polyglot() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(fromTelephone(1, "<script>alert(1)</script>"));
        whole.write("<html><script>alert(2)</script></html>".getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }

    /** A PNG of a few bytes that says it has this size. */
    public static byte[] pngThatClaims(int width, int height) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a});
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(head);
        header.writeBytes("IHDR");
        header.writeInt(width);
        header.writeInt(height);
        header.write(new byte[] {1, 0, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(head.toByteArray());
        out.writeInt(13);
        out.write(head.toByteArray());
        out.writeInt((int) crc.getValue());
        return whole.toByteArray();
    }

    /** A whole PNG, small on disk, that takes 200 MB as pixels. */
    public static byte[] bomb() throws IOException {
        return png(new BufferedImage(14_000, 14_000, BufferedImage.TYPE_BYTE_BINARY));
    }

    public static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    public static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<x/>".getBytes(StandardCharsets.US_ASCII));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
