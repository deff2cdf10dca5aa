package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.Test;

public class GzipTest {

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @Test
    public void whatIsPackedCanBeUnpackedByOthersAgainAndAgain() throws IOException {
        byte[] page = "<p>今天小区门口的路修好了</p>".repeat(500).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20; i++) {
            byte[] packed = Gzip.fast(page);
            assertArrayEquals(page, unpacked(packed));
            assertTrue(packed.length < page.length / 10);
        }
        assertArrayEquals(page, unpacked(Gzip.best(page)));
    }

    @Test
    public void whatCannotBeMadeSmallerIsStillWhole() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        assertArrayEquals(noise, unpacked(Gzip.fast(noise)));
        assertArrayEquals(new byte[0], unpacked(Gzip.fast(new byte[0])));
    }
}
