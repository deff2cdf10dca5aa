package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** A licence that does not count is refused with its reason, by API and by form, and the old one stays in force. */
public class LicenceRefusalIT {

    private static final Headquarters HQ = new Headquarters("tests");
    private static final Instant NOW = Instant.now();

    private static PortalProcess portal;
    private static Client operator;
    private static Client browser;
    private static String good;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create();
        HQ.trustedBy(portal);
        portal.start();
        operator = portal.as("operator");
        browser = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        good = HQ.licence("forum", "demo").sign();
        put(good).expect(200);
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Test
    public void eachRefusalHasItsReason() throws Exception {
        Headquarters stranger = new Headquarters("stranger");
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put(stranger.licence("forum").sign(), "unknown-key");
        cases.put(stranger.licence("forum").sign("tests"), "signature");
        cases.put(HQ.licence("forum").to("linfen").sign(), "other-operator");
        cases.put(
                HQ.licence("forum")
                        .within(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)))
                        .sign(),
                "not-yet-valid");
        cases.put(
                HQ.licence("forum")
                        .within(NOW.minus(Duration.ofDays(900)), NOW.minus(Duration.ofDays(100)))
                        .sign(),
                "lapsed");
        cases.put(HQ.licence("forum").in("1410").sign(), "outside-territory");
        cases.put(unsigned("none", ""), "algorithm");
        cases.put(signedWithThePublicKey(), "algorithm");
        cases.put("", "malformed");
        cases.put("   ", "malformed");
        cases.put("not a licence", "malformed");
        cases.put("a.b.c", "malformed");
        cases.put("{\"alg\":\"none\"}", "malformed");
        cases.put(good + good, "malformed");
        cases.put("x".repeat(33_000), "too-large");
        for (var entry : cases.entrySet()) {
            refused(entry.getKey(), entry.getValue());
        }
    }

    @Test
    public void moreThanAnyLicenceIsNotEvenRead() {
        Client.Answer answer = put("x".repeat(3_000_000));
        assertEquals(
                answer.brief(), "/problems/too-large", answer.json().get("type").asText());
        assertEquals(413, answer.status());
        stillGood();
    }

    @Test
    public void ofAnotherMediaTypeItIsRefused() {
        Client.Answer answer =
                operator.send("PUT", "/api/v1/licence", "application/json", "{\"jws\":\"" + good + "\"}");
        assertEquals(answer.brief(), 415, answer.status());
        stillGood();
    }

    @Test
    public void oneChangedByteIsEnough() {
        int tried = 0;
        for (int i = 0; i < good.length(); i += i % 3 == 0 ? 5 : 2) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            String changed = good.substring(0, i) + other + good.substring(i + 1);
            Client.Answer answer = put(changed);
            assertEquals("byte " + i + ": " + answer.brief(), 422, answer.status());
            assertTrue(reason(answer), reason(answer).startsWith("licence-"));
            tried++;
        }
        // The bits at the end of the signature that nobody reads
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (char other : alphabet.toCharArray()) {
            String changed = good.substring(0, good.length() - 1) + other;
            if (!changed.equals(good)) {
                assertEquals("ends in " + other, 422, put(changed).status());
                tried++;
            }
        }
        assertTrue("tried " + tried, tried > 150);
        stillGood();
    }

    @Test
    public void nobodyElseMayReplaceIt() {
        String other = HQ.licence("forum", "demo").sign();
        assertEquals(
                401,
                portal.guest()
                        .send("PUT", "/api/v1/licence", "text/plain", other)
                        .status());
        for (String role : new String[] {"resident", "merchant", "property", "agent"}) {
            assertEquals(
                    role,
                    403,
                    portal.as(role)
                            .send("PUT", "/api/v1/licence", "text/plain", other)
                            .status());
        }
        stillGood();
    }

    @Test
    public void whitespaceAroundItDoesNotMatter() {
        put("\n  " + good + "\r\n\n").expect(200);
        stillGood();
    }

    private static void refused(String jws, String reason) {
        String what = reason + " " + jws.substring(0, Math.min(60, jws.length()));
        Client.Answer answer = put(jws);
        assertEquals(what + ": " + answer.brief(), 422, answer.status());
        assertEquals(what, "licence-" + reason, reason(answer));
        assertEquals(
                what, "application/problem+json", answer.header("content-type").split(";")[0]);
        JsonNode errors = answer.json().get("errors");
        assertEquals(what, "jws", errors.get(0).get("field").asText());
        assertTrue(what, !answer.json().get("detail").asText().startsWith("licence.refused"));

        Client.Answer page = browser.form("/console/licence", Map.of("jws", jws));
        assertEquals(what + ": " + page.brief(), 422, page.status());
        assertTrue(
                what + ": the page says why",
                page.body().contains(answer.json().get("detail").asText()));
        stillGood();
        JsonNode audit = operator.get("/api/v1/audit?action=licence.refuse&limit=1")
                .expect(200)
                .json();
        assertEquals(
                reason.toUpperCase(java.util.Locale.ROOT).replace('-', '_'),
                audit.get("items").get(0).get("detail").asText());
    }

    private static String reason(Client.Answer answer) {
        return answer.json().get("type").asText().replaceFirst("^/problems/", "");
    }

    private static Client.Answer put(String jws) {
        return operator.send("PUT", "/api/v1/licence", "text/plain", jws);
    }

    private static void stillGood() {
        JsonNode licence = operator.get("/api/v1/licence").expect(200).json();
        assertEquals("tests", licence.get("issuer").asText());
        assertTrue(licence.toString(), licence.get("refusal").isNull());
        assertEquals(200, portal.guest().get("/forum").status());
    }

    private static String unsigned(String algorithm, String signature) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"tests\",\"typ\":\"wanrenhui-licence\"}";
        return base64(header.getBytes(StandardCharsets.UTF_8)) + "." + good.split("\\.")[1] + "." + signature;
    }

    /** The old trick: the public key, which everybody knows, used as the secret of an HMAC. */
    private static String signedWithThePublicKey() throws Exception {
        String text = unsigned("HS256", "");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HQ.key().getPublic().getEncoded(), "HmacSHA256"));
        return text + base64(mac.doFinal(text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
