package org.wanrenhui.portal.files.internal.content;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * What the camera says of how it was held. The JDK's own reader gives this up for photos whose segments do not stand in the
 * order of the standard, which is how many telephones write them.
 */
final class Camera {

    private static final int EXIF = 0xe1;
    private static final int SCAN = 0xda;
    private static final int MOST_SEGMENTS = 200;

    private Camera() {}

    /** How the photo is turned; upright when it does not say. */
    static Orientation orientation(Path jpeg) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(jpeg)))) {
            in.skipNBytes(2);
            for (int i = 0; i < MOST_SEGMENTS && in.readUnsignedByte() == 0xff; i++) {
                int marker = in.readUnsignedByte();
                int length = in.readUnsignedShort() - 2;
                if (marker == SCAN || length < 0) {
                    break;
                }
                byte[] segment = in.readNBytes(length);
                if (marker == EXIF && exif(segment)) {
                    Orientation said = ExifUtils.getOrientationFromExif(segment);
                    return said == null ? Orientation.TOP_LEFT : said;
                }
            }
        } catch (IOException | RuntimeException e) {
            return Orientation.TOP_LEFT; // whether the picture itself is whole is for the reader to say
        }
        return Orientation.TOP_LEFT;
    }

    private static boolean exif(byte[] segment) {
        return segment.length > 14 && new String(segment, 0, 4, StandardCharsets.US_ASCII).equals("Exif");
    }
}
