package org.wanrenhui.portal.web.internal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packs complete answers. */
public final class Gzip {

    /** Below this size packing costs more than it saves. */
    public static final int WORTH_IT = 1024;

    private Gzip() {}

    /** Quick, for pages made anew each time. */
    public static byte[] fast(byte[] plain) {
        return pack(plain, Deflater.BEST_SPEED);
    }

    /** Small, for files packed once. */
    public static byte[] best(byte[] plain) {
        return pack(plain, Deflater.BEST_COMPRESSION);
    }

    /** Whether the header {@code Accept-Encoding} allows it. */
    public static boolean accepted(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String part : acceptEncoding.split(",")) {
            String coding = part.trim().toLowerCase(java.util.Locale.ROOT).replace(" ", "");
            if (coding.equals("gzip") || coding.startsWith("gzip;") && !coding.matches("gzip;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }

    private static byte[] pack(byte[] plain, int level) {
        var packed = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (GZIPOutputStream out = new Leveled(packed, level)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(ByteArrayOutputStream out, int level) throws IOException {
            super(out, 8192);
            def.setLevel(level);
        }
    }
}
