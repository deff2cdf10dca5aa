package org.wanrenhui.membership.internal.identity;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.Test;

public class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE32 = Base32.encode(SECRET);

    /** The last six digits of the SHA-1 column of RFC 6238, appendix B. */
    @Test
    public void agreesWithTheRfc() {
        assertEquals("287082", Totp.code(SECRET, 59 / 30));
        assertEquals("081804", Totp.code(SECRET, 1111111109L / 30));
        assertEquals("050471", Totp.code(SECRET, 1111111111L / 30));
        assertEquals("005924", Totp.code(SECRET, 1234567890L / 30));
        assertEquals("279037", Totp.code(SECRET, 2000000000L / 30));
        assertEquals("353130", Totp.code(SECRET, 20000000000L / 30));
    }

    @Test
    public void allowsOneStepOfDifferenceAndEachCodeOnce() {
        Instant now = Instant.ofEpochSecond(59);
        assertEquals(1, Totp.verify(BASE32, "287 082", 0, now).orElseThrow());
        assertTrue(Totp.verify(BASE32, "287082", 0, now.plusSeconds(30)).isPresent());
        assertFalse(Totp.verify(BASE32, "287082", 0, now.plusSeconds(61)).isPresent());
        assertFalse(Totp.verify(BASE32, "287082", 1, now).isPresent());
        assertFalse(Totp.verify(BASE32, null, 0, now).isPresent());
        assertFalse(Totp.verify(BASE32, "٢٨٧٠٨٢", 0, now).isPresent());
    }

    @Test
    public void writesSecretsAsAppsReadThem() {
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", BASE32);
        assertArrayEquals(SECRET, Base32.decode(BASE32));
        assertEquals(
                "otpauth://totp/%E4%B8%87%E4%BA%BA%E4%BC%9A:a%40b?secret=X&issuer=%E4%B8%87%E4%BA%BA%E4%BC%9A",
                Totp.uri("万人会", "a@b", "X"));
        assertTrue(QrPath.of(Totp.uri("万人会", "a@b", BASE32)).path().startsWith("M4 4h7v1h-7z"));
    }
}
