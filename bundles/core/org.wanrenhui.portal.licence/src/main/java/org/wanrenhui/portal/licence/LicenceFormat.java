package org.wanrenhui.portal.licence;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.wanrenhui.portal.licence.LicenceRefused.Reason;

/**
 * The signed form of a licence: a compact JWS (RFC 7515) with EdDSA over Ed25519 (RFC 8037) and nothing else.
 *
 * <p>Header: {@code kid} names the headquarters' key. Claims: {@code iss}, {@code sub} (operator), {@code jti}, {@code
 * iat}, {@code nbf}, {@code exp} (seconds), {@code warn} and {@code grace} (seconds), {@code territory} (list of division
 * codes), {@code modules} (object: module id → seconds of its own end, or null), {@code terms} (object).
 */
public final class LicenceFormat {

    /** Largest licence accepted, in characters. */
    public static final int MAX_LENGTH = 32_000;

    private static final String TYPE = "wanrenhui-licence";

    private LicenceFormat() {}

    /** Signs a licence. */
    public static String sign(Licence licence, String keyId, PrivateKey key) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", licence.issuer());
        claims.put("sub", licence.operator());
        claims.put("jti", licence.id());
        claims.put("iat", licence.issuedAt().getEpochSecond());
        claims.put("nbf", licence.validFrom().getEpochSecond());
        claims.put("exp", licence.validTo().getEpochSecond());
        claims.put("warn", licence.warning().toSeconds());
        claims.put("grace", licence.readOnly().toSeconds());
        claims.put("territory", licence.territory());
        Map<String, Object> modules = new LinkedHashMap<>();
        licence.modules().keySet().stream()
                .sorted()
                .forEach(id -> modules.put(
                        id,
                        licence.modules().get(id).map(Instant::getEpochSecond).orElse(null)));
        claims.put("modules", modules);
        claims.put("terms", licence.terms());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(JsonUtil.toJson(claims));
        signature.setKey(key);
        signature.setKeyIdHeaderValue(keyId);
        signature.setHeader("typ", TYPE);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException("the key cannot sign", e);
        }
    }

    /** Checks signature and form; says nothing about operator, time or place. */
    public static Licence read(String jws, Map<String, PublicKey> anchors) throws LicenceRefused {
        if (jws == null || jws.isBlank()) {
            throw new LicenceRefused(Reason.MALFORMED, "nothing there");
        }
        if (jws.length() > MAX_LENGTH) {
            throw new LicenceRefused(Reason.TOO_LARGE, "more than " + MAX_LENGTH + " characters");
        }
        String compact = jws.strip();
        requireExactText(compact);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
        String payload;
        try {
            signature.setCompactSerialization(compact);
            if (!AlgorithmIdentifiers.EDDSA.equals(signature.getAlgorithmHeaderValue())) {
                throw new LicenceRefused(Reason.ALGORITHM, "signed with " + signature.getAlgorithmHeaderValue());
            }
            PublicKey key = anchors.get(String.valueOf(signature.getKeyIdHeaderValue()));
            if (key == null) {
                throw new LicenceRefused(
                        Reason.UNKNOWN_KEY, "key " + signature.getKeyIdHeaderValue() + " is not trusted");
            }
            signature.setKey(key);
            if (!signature.verifySignature()) {
                throw new LicenceRefused(Reason.SIGNATURE, "the signature does not belong to this text");
            }
            payload = signature.getPayload();
        } catch (JoseException e) {
            throw new LicenceRefused(Reason.MALFORMED, "no licence: " + e.getMessage());
        }
        try {
            return claims(JsonUtil.parseJson(payload));
        } catch (JoseException
                | ClassCastException
                | NullPointerException
                | DateTimeException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new LicenceRefused(Reason.MALFORMED, "claims missing or of the wrong kind");
        }
    }

    /**
     * Each part must be written as base64url writes it. The last character of a part may carry bits that are read by
     * nobody; without this rule it could be changed and the licence would still count.
     */
    private static void requireExactText(String compact) throws LicenceRefused {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new LicenceRefused(Reason.MALFORMED, "not three parts");
        }
        for (String part : parts) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(part);
                if (!Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(part)) {
                    throw new LicenceRefused(Reason.MALFORMED, "not written as base64url writes it");
                }
            } catch (IllegalArgumentException e) {
                throw new LicenceRefused(Reason.MALFORMED, "not base64url");
            }
        }
    }

    /**
     * Checks everything that makes a licence count here and now.
     *
     * @param operator  id of this installation's operator
     * @param territory division code that this installation serves
     * @param now       the highest time ever seen
     */
    public static Licence verify(
            String jws, Map<String, PublicKey> anchors, String operator, String territory, Instant now)
            throws LicenceRefused {
        Licence licence = read(jws, anchors);
        if (!licence.operator().equals(operator)) {
            throw new LicenceRefused(Reason.OTHER_OPERATOR, "issued to " + licence.operator());
        }
        if (!licence.covers(territory)) {
            throw new LicenceRefused(Reason.OUTSIDE_TERRITORY, "holds in " + licence.territory());
        }
        if (now.isBefore(licence.validFrom())) {
            throw new LicenceRefused(Reason.NOT_YET_VALID, "holds from " + licence.validFrom());
        }
        if (licence.moduleIds().stream().allMatch(id -> licence.stepOf(id, now) == Licence.Step.LAPSED)) {
            throw new LicenceRefused(Reason.LAPSED, "ended " + licence.validTo());
        }
        return licence;
    }

    private static Licence claims(Map<String, Object> claims) {
        Map<String, Optional<Instant>> modules = new LinkedHashMap<>();
        ((Map<?, ?>) claims.get("modules"))
                .forEach((id, end) -> modules.put(
                        (String) id, Optional.ofNullable((Number) end).map(LicenceFormat::instant)));
        List<String> territory = ((List<?>) claims.get("territory"))
                .stream()
                        .map(code -> (String) code)
                        .filter(code -> !code.isBlank())
                        .toList();
        Map<String, Object> terms = new LinkedHashMap<>();
        ((Map<?, ?>) claims.getOrDefault("terms", Map.of())).forEach((name, value) -> terms.put((String) name, value));
        Licence licence = new Licence(
                text(claims, "jti"),
                text(claims, "iss"),
                text(claims, "sub"),
                instant((Number) claims.get("iat")),
                instant((Number) claims.get("nbf")),
                instant((Number) claims.get("exp")),
                Duration.ofSeconds(((Number) claims.get("warn")).longValue()),
                Duration.ofSeconds(((Number) claims.get("grace")).longValue()),
                territory,
                modules,
                terms);
        requireSense(licence);
        return licence;
    }

    /** Throws for spans that run backwards, and for ends so far away that no clock can count to them. */
    private static void requireSense(Licence licence) {
        boolean backwards = licence.warning().isNegative()
                || licence.readOnly().isNegative()
                || !licence.validFrom().isBefore(licence.validTo());
        if (backwards
                || licence.modules().isEmpty()
                || licence.territory().isEmpty()
                || licence.operator().isEmpty()) {
            throw new IllegalArgumentException("claims contradict each other");
        }
        for (String module : licence.moduleIds()) {
            Instant end = licence.endOf(module).orElseThrow();
            end.minus(licence.warning());
            end.plus(licence.readOnly());
        }
    }

    private static String text(Map<String, Object> claims, String name) {
        return ((String) claims.get(name)).strip();
    }

    private static Instant instant(Number seconds) {
        return Instant.ofEpochSecond(seconds.longValue());
    }
}
