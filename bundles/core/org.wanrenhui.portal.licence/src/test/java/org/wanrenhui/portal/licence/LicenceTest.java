package org.wanrenhui.portal.licence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.licence.LicenceRefused.Reason;
import org.wanrenhui.portal.licence.cli.Main;

public class LicenceTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-11-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final KeyPair key = LicenceKeys.generate();
    private final Licence licence = new Licence(
            "l-1",
            "hq",
            "taiyuan",
            START,
            START,
            END,
            Duration.ofDays(30),
            Duration.ofDays(14),
            List.of("1401"),
            Map.of("forum", Optional.empty(), "shops", Optional.of(NOW.plus(Duration.ofDays(10)))),
            Map.of("royalty", 5L));

    private String signed() {
        return LicenceFormat.sign(licence, "k1", key.getPrivate());
    }

    private Reason refusal(String jws, String operator, String territory, Instant at) {
        try {
            LicenceFormat.verify(jws, Map.of("k1", key.getPublic()), operator, territory, at);
            return null;
        } catch (LicenceRefused e) {
            return e.reason();
        }
    }

    @Test
    public void whatWasSignedIsRead() throws Exception {
        assertEquals(licence, LicenceFormat.verify(signed(), Map.of("k1", key.getPublic()), "taiyuan", "140105", NOW));
    }

    @Test
    public void everyChangedByteIsNoticed() {
        String jws = signed();
        for (int i = 0; i < jws.length(); i++) {
            for (char other : new char[] {'A', 'B', 'z', '_', '.', '=', '%'}) {
                if (jws.charAt(i) != other) {
                    String changed = jws.substring(0, i) + other + jws.substring(i + 1);
                    assertNotNull("byte " + i + " as " + other, refusal(changed, "taiyuan", "1401", NOW));
                }
            }
        }
    }

    @Test
    public void bitsThatNobodyReadsAreNoticedToo() {
        String jws = signed();
        char last = jws.charAt(jws.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (char other : alphabet.toCharArray()) {
            if (other != last) {
                assertNotNull(
                        "ends in " + other,
                        refusal(jws.substring(0, jws.length() - 1) + other, "taiyuan", "1401", NOW));
            }
        }
    }

    @Test
    public void eachRefusalHasItsReason() throws Exception {
        String jws = signed();
        assertEquals(Reason.OTHER_OPERATOR, refusal(jws, "linfen", "1401", NOW));
        assertEquals(Reason.OUTSIDE_TERRITORY, refusal(jws, "taiyuan", "1410", NOW));
        assertEquals(Reason.NOT_YET_VALID, refusal(jws, "taiyuan", "1401", START.minusSeconds(1)));
        assertEquals(Reason.LAPSED, refusal(jws, "taiyuan", "1401", END.plus(Duration.ofDays(14))));
        assertEquals(
                Reason.UNKNOWN_KEY,
                refusal(LicenceFormat.sign(licence, "k2", key.getPrivate()), "taiyuan", "1401", NOW));
        assertEquals(
                Reason.SIGNATURE,
                refusal(
                        LicenceFormat.sign(licence, "k1", LicenceKeys.generate().getPrivate()),
                        "taiyuan",
                        "1401",
                        NOW));
        for (String none : List.of("", " ", "a.b", "a.b.c", "x".repeat(1000))) {
            assertEquals(Reason.MALFORMED, refusal(none, "taiyuan", "1401", NOW));
        }
        assertEquals(Reason.TOO_LARGE, refusal("x".repeat(32_001), "taiyuan", "1401", NOW));
        String unsigned = base64("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + jws.split("\\.")[1] + ".";
        Reason reason = refusal(unsigned, "taiyuan", "1401", NOW);
        assertEquals(Reason.ALGORITHM, reason);
    }

    @Test
    public void aLicenceLapsesInSteps() {
        assertEquals(Licence.Step.UNLICENSED, licence.stepOf("ads", NOW));
        assertEquals(Licence.Step.UNLICENSED, licence.stepOf("forum", START.minusSeconds(1)));
        assertEquals(Licence.Step.LICENSED, licence.stepOf("forum", NOW));
        assertEquals(Licence.Step.WARNING, licence.stepOf("forum", END.minus(Duration.ofDays(30))));
        assertEquals(Licence.Step.READ_ONLY, licence.stepOf("forum", END));
        assertEquals(Licence.Step.LAPSED, licence.stepOf("forum", END.plus(Duration.ofDays(14))));
        assertEquals(Optional.of(END.minus(Duration.ofDays(30))), licence.nextChange("forum", NOW));
        assertEquals(Optional.empty(), licence.nextChange("forum", END.plus(Duration.ofDays(14))));
        assertEquals(Licence.Step.WARNING, licence.stepOf("shops", NOW));
    }

    @Test
    public void theCommandLineIssuesAndVerifies() throws Exception {
        Path hq = folder.getRoot().toPath().resolve("hq.pem");
        assertEquals(0, run("keygen", "--key", hq.toString()).code);
        assertEquals(
                "rw-------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(hq)));
        assertEquals(1, run("keygen", "--key", hq.toString()).code);
        Path trust = folder.newFolder("trust").toPath();
        Files.copy(Path.of(hq + ".pub"), trust.resolve("hq1.pub"));
        Result issued = run(
                "issue",
                "--key",
                hq.toString(),
                "--kid",
                "hq1",
                "--operator",
                "taiyuan",
                "--territory",
                "1401",
                "--modules",
                "forum,shops=2099-01-01",
                "--until",
                "2098-01-01");
        assertEquals(0, issued.code);
        Path file = folder.getRoot().toPath().resolve("licence.jws");
        Files.writeString(file, issued.out);
        Result good = run(
                "verify",
                file.toString(),
                "--trust",
                trust.toString(),
                "--operator",
                "taiyuan",
                "--territory",
                "140105");
        assertEquals(good.out, 0, good.code);
        assertTrue(good.out, good.out.contains("forum: LICENSED"));
        assertEquals(
                1,
                run("verify", file.toString(), "--trust", trust.toString(), "--operator", "x", "--territory", "1401")
                        .code);
        assertTrue(run("inspect", file.toString()).out.contains("\"sub\":\"taiyuan\""));
        assertEquals(2, run("issue", "--key", hq.toString()).code);
        assertEquals(2, run().code);
        if (run("dance").code != 2) {
            fail("unknown calls are wrong calls");
        }
    }

    @Test
    public void aLicenceIsExtended() throws Exception {
        Path data = folder.newFolder("data").toPath();
        Path headquarters = Files.createDirectories(data.resolve("headquarters"));
        Path trust = Files.createDirectories(data.resolve("trust"));
        assertEquals(2, run("extend", "--data", data.toString(), "--modules", "lending").code);
        LicenceKeys.write(key.getPrivate(), headquarters.resolve("demo.pem"));
        LicenceKeys.write(key.getPublic(), trust.resolve("demo.pub"));
        Files.writeString(headquarters.resolve("licence.jws"), LicenceFormat.sign(licence, "demo", key.getPrivate()));

        Result extended = run("extend", "--data", data.toString(), "--modules", "lending,forum=2098-01-01");
        assertEquals(extended.out, 0, extended.code);
        Licence after = LicenceFormat.read(extended.out, LicenceKeys.anchors(trust));
        assertEquals(java.util.Set.of("forum", "shops", "lending"), after.moduleIds());
        assertEquals(Optional.of(Instant.parse("2098-01-01T00:00:00Z")), after.endOf("forum"));
        assertEquals(licence.endOf("shops"), after.endOf("shops"));
        assertEquals(licence.operator(), after.operator());
        assertEquals(licence.validTo(), after.validTo());
        assertEquals(licence.terms(), after.terms());

        Result again = run("extend", "--data", data.toString(), "--modules", "news");
        assertEquals(
                "the second builds on the first",
                java.util.Set.of("forum", "shops", "lending", "news"),
                LicenceFormat.read(again.out, LicenceKeys.anchors(trust)).moduleIds());

        Path other = folder.getRoot().toPath().resolve("other.pem");
        run("keygen", "--key", other.toString());
        Path file = headquarters.resolve("licence.jws");
        assertEquals(
                "what somebody else has signed is not extended",
                1,
                run("extend", file.toString(), "--key", other.toString(), "--kid", "demo", "--modules", "x").code);
    }

    private record Result(int code, String out) {}

    private static Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Result(new Main(stream, stream).run(arguments), out.toString(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
