package org.wanrenhui.portal.web.internal.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Packs complete answers. */
public final class Gzip {

    /** Below this size packing costs more than it saves. */
    public static final int WORTH_IT = 1024;

    /** Magic number, method deflate, no flags, no time, unknown system; RFC 1952. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** Bytes of the check sum and the length at the end. */
    private static final int TRAILER = 8;

    /** A deflater has a quarter of a megabyte of tables, which cost more to make than a small page to pack. */
    private static final Queue<Deflater> SPARE = new ArrayBlockingQueue<>(8);

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
        Deflater deflater = level == Deflater.BEST_SPEED ? SPARE.poll() : null;
        if (deflater == null) {
            deflater = new Deflater(level, true);
        }
        try {
            return pack(plain, deflater);
        } finally {
            deflater.reset();
            if (level != Deflater.BEST_SPEED || !SPARE.offer(deflater)) {
                deflater.end();
            }
        }
    }

    private static byte[] pack(byte[] plain, Deflater deflater) {
        byte[] packed = new byte[plain.length / 3 + 64];
        System.arraycopy(HEADER, 0, packed, 0, HEADER.length);
        int length = HEADER.length;
        deflater.setInput(plain);
        deflater.finish();
        while (!deflater.finished()) {
            if (packed.length - length < TRAILER + 1) {
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
            length += deflater.deflate(packed, length, packed.length - length);
        }
        CRC32 sum = new CRC32();
        sum.update(plain);
        packed = Arrays.copyOf(packed, length + TRAILER);
        ByteBuffer.wrap(packed, length, TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) sum.getValue())
                .putInt(plain.length);
        return packed;
    }
}
