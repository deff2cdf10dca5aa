package org.wanrenhui.membership.internal.identity;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords of RFC 6238: SHA-1, six digits, steps of 30 seconds, as every authenticator app has them. */
public final class Totp {

    private static final int STEP_SECONDS = 30;
    private static final int SECRET_BYTES = 20;

    private Totp() {}

    /** A new secret, base32. */
    public static String secret() {
        return Base32.encode(Tokens.bytes(SECRET_BYTES));
    }

    /** The code of a step. */
    public static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The step that the code belongs to, one before and one after now allowed for clocks that differ.
     *
     * @param lastStep latest step that was accepted; it and earlier ones are not accepted again
     */
    public static OptionalLong verify(String secret, String typed, long lastStep, Instant now) {
        String code = typed == null ? "" : typed.replaceAll("\\s", "");
        if (!code.matches("[0-9]{6}")) {
            return OptionalLong.empty();
        }
        byte[] key = Base32.decode(secret);
        long current = now.getEpochSecond() / STEP_SECONDS;
        for (long step = current - 1; step <= current + 1; step++) {
            if (step > lastStep && code(key, step).equals(code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** Address that an authenticator app reads from a QR code. */
    public static String uri(String issuer, String account, String secret) {
        String encodedIssuer = encode(issuer);
        return "otpauth://totp/" + encodedIssuer + ":" + encode(account) + "?secret=" + secret + "&issuer="
                + encodedIssuer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
