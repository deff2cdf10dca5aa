package org.example.webhook.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is posted: HMAC-SHA256 (RFC 2104) of the time, a dot and the body, so that an old message cannot be sent again. */
final class Signature {

    private Signature() {}

    /**
     * {@code sha256=} and 64 hexadecimal digits.
     *
     * @param time seconds since 1970, as the header {@code X-Wanrenhui-Time} says it
     * @param body as it is sent
     */
    static String of(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
