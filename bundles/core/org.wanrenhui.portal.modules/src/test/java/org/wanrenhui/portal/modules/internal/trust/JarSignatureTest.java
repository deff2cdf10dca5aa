package org.wanrenhui.portal.modules.internal.trust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.modules.internal.trust.JarSignature.Kind;
import org.wanrenhui.portal.modules.internal.trust.Refusal.Reason;

/** Real keys and signatures, made by keytool and jarsigner. */
public class JarSignatureTest {

    private static final String CLASS = "org/example/Notes.class";
    /** Once the keys are there. */
    private static final Instant NOW = Instant.now().plus(Duration.ofHours(1));

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Keys keys;
    private static Certificate lamp;
    private static Certificate other;
    private static Certificate expired;
    private static Path jar;
    private static Path signed;

    @BeforeClass
    public static void sign() throws Exception {
        keys = new Keys(FOLDER.getRoot().toPath());
        lamp = Certificate.ofPem(keys.make("lamp", "-validity", "90"));
        other = Certificate.ofPem(keys.make("other"));
        expired = Certificate.ofPem(keys.make("expired", "-startdate", "-400d", "-validity", "30"));
        Map<String, byte[]> files = new TreeMap<>();
        files.put(
                JarFile.MANIFEST_NAME,
                "Manifest-Version: 1.0\r\nBundle-SymbolicName: org.example.notes\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        files.put(CLASS, "not really a class, but long enough ".repeat(8).getBytes(StandardCharsets.UTF_8));
        files.put("META-INF/services/x", "y".getBytes(StandardCharsets.UTF_8));
        files.put("migrations/V1__notes.sql", "create table notes.note".getBytes(StandardCharsets.UTF_8));
        jar = write("notes.jar", files);
        signed = keys.sign(jar, "lamp");
    }

    @Test
    public void whatIsNotSignedIsTakenWhereTheOperatorSaysSo() throws Exception {
        JarSignature signature = JarSignature.of(jar);
        assertEquals(Kind.UNSIGNED, signature.kind());
        assertEquals(Optional.empty(), Admission.judge(signature, List.of(), UnsignedPolicy.ALLOW, NOW));
        assertEquals(Reason.UNSIGNED, refusal(jar).reason());
    }

    @Test
    public void whatATrustedPublisherHasSignedIsTaken() throws Exception {
        JarSignature signature = JarSignature.of(signed);
        assertEquals(Kind.SIGNED, signature.kind());
        assertEquals(List.of(lamp), List.copyOf(signature.signers()));
        assertEquals(Optional.empty(), judge(signed, lamp));
        assertEquals("of two publishers one is enough", Optional.empty(), judge(keys.sign(signed, "other"), other));
    }

    @Test
    public void anUnknownPublisherIsNamedEvenWhereUnsignedFilesAreTaken() throws Exception {
        Refusal refusal = Admission.judge(JarSignature.of(signed), publishers(other), UnsignedPolicy.ALLOW, NOW)
                .orElseThrow();
        assertEquals(Reason.UNKNOWN, refusal.reason());
        assertEquals("CN=lamp, O=Lamp Street, C=CN", refusal.publisher());
        assertEquals(lamp.fingerprint(), refusal.detail());
    }

    @Test
    public void aCertificateCountsWhileItIsValid() throws Exception {
        Refusal late = judge(keys.sign(jar, "expired"), expired).orElseThrow();
        assertEquals(Reason.EXPIRED, late.reason());
        assertEquals(expired.until().toString().substring(0, 10), late.detail());
        JarSignature signature = JarSignature.of(signed);
        Instant before = lamp.from().minus(Duration.ofDays(1));
        assertEquals(
                Reason.EARLY,
                Admission.judge(signature, publishers(lamp), UnsignedPolicy.REFUSE, before)
                        .orElseThrow()
                        .reason());
        assertEquals(
                Optional.empty(), Admission.judge(signature, publishers(lamp), UnsignedPolicy.REFUSE, lamp.until()));
    }

    @Test
    public void whatWasChangedIsNamed() throws Exception {
        Map<String, byte[]> files = read(signed);
        files.get(CLASS)[100] ^= 1;
        Refusal refusal = refusal(write("changed.jar", files));
        assertEquals(new Refusal(Reason.CHANGED, lamp.name(), CLASS), refusal);

        files = read(signed);
        files.remove("migrations/V1__notes.sql");
        assertEquals(
                new Refusal(Reason.CHANGED, lamp.name(), "migrations/V1__notes.sql"),
                refusal(write("less.jar", files)));

        files = read(signed);
        files.computeIfPresent(JarFile.MANIFEST_NAME, (name, old) -> new String(old, StandardCharsets.UTF_8)
                .replace("org.example.notes", "org.example.other")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(
                new Refusal(Reason.CHANGED, lamp.name(), JarFile.MANIFEST_NAME), refusal(write("renamed.jar", files)));
    }

    @Test
    public void whatLiesBesideTheSignedFilesIsNamed() throws Exception {
        for (String more : List.of("org/example/More.class", "META-INF/services/z", "aaa", "META-INF/sig-x/y")) {
            Map<String, byte[]> files = read(signed);
            files.put(more, new byte[] {1});
            assertEquals(more, new Refusal(Reason.PARTLY, lamp.name(), more), refusal(write("more.jar", files)));
        }
    }

    @Test
    public void aSignatureByAWeakAlgorithmIsWorthNothing() throws Exception {
        Path copy = Files.copy(jar, jar.resolveSibling("weak.jar"));
        Path weak = keys.sign(copy, "lamp", "-digestalg", "MD5", "-sigalg", "MD5withRSA");
        assertEquals(Reason.WORTHLESS, refusal(weak).reason());
        assertEquals(lamp.name(), refusal(weak).publisher());
    }

    /** One bit of each byte in turn: either the archive still says the same in every file, or it is not taken. */
    @Test
    public void noByteCanBeChangedUnnoticed() throws Exception {
        assertEquals(Optional.empty(), judge(signed, lamp));
        Map<String, byte[]> before = content(signed);
        byte[] bytes = Files.readAllBytes(signed);
        Path changed = FOLDER.getRoot().toPath().resolve("bit.jar");
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 3) {
            bytes[i] ^= 4;
            Files.write(changed, bytes);
            bytes[i] ^= 4;
            try {
                if (judge(changed, lamp).isPresent()) {
                    refused++;
                } else {
                    Map<String, byte[]> after = content(changed);
                    assertEquals("byte " + i, before.keySet(), after.keySet());
                    after.forEach((name, content) -> assertTrue(name, Arrays.equals(before.get(name), content)));
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertTrue("only " + refused + " of " + bytes.length / 3, refused > bytes.length / 6);
    }

    @Test
    public void oneCertificateIsOneCertificate() throws Exception {
        assertEquals(lamp, Certificate.ofPem(lamp.pem()));
        assertNotEquals(lamp, other);
        assertEquals(64, lamp.fingerprint().length());
        for (String wrong : List.of(
                "",
                "lamp",
                lamp.pem() + other.pem(),
                lamp.pem().replace('M', '!'),
                "x" + lamp.pem(),
                lamp.pem() + "x")) {
            assertThrows(wrong, IllegalArgumentException.class, () -> Certificate.ofPem(wrong));
        }
    }

    @Test
    public void everyReasonIsSaidInBothLanguages() throws Exception {
        for (String language : List.of("en", "zh_CN")) {
            Properties texts = new Properties();
            try (Reader reader =
                    Files.newBufferedReader(Path.of("src/main/resources/i18n/messages_" + language + ".properties"))) {
                texts.load(reader);
            }
            for (Reason reason : Reason.values()) {
                String key = "module.trouble.signature-" + reason.name().toLowerCase(Locale.ROOT);
                assertTrue(key, texts.containsKey(key));
            }
        }
    }

    private static Refusal refusal(Path file) throws IOException {
        return judge(file, lamp).orElseThrow();
    }

    private static Optional<Refusal> judge(Path file, Certificate trusted) throws IOException {
        return Admission.judge(JarSignature.of(file), publishers(trusted), UnsignedPolicy.REFUSE, NOW);
    }

    private static List<Publisher> publishers(Certificate certificate) {
        return List.of(new Publisher(certificate, "guo", NOW));
    }

    private static Map<String, byte[]> content(Path file) throws IOException {
        Map<String, byte[]> files = read(file);
        files.keySet().removeIf(name -> name.startsWith("META-INF/LAMP"));
        return files;
    }

    /** Files by name, with the manifest first. */
    private static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static Path write(String name, Map<String, byte[]> files) throws IOException {
        Path file = FOLDER.getRoot().toPath().resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
