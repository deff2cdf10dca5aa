package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.itests.support.Plugins;
import org.wanrenhui.itests.support.PublisherKeys;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** A portal that takes only what a trusted publisher has signed. */
public class SignatureIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String API = "/api/v1/publishers";
    private static final String PAGE = "/console/publishers";
    private static final String JAR = "kiosk.jar";
    private static final String KAR = "kiosk.kar";
    private static final List<String> OTHER_NAMES = List.of("kiosk.zip", "kiosk");
    private static final String FEATURES =
            """
            <features name="kiosk" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
              <feature name="wanrenhui-kiosk" version="1.0.0"><bundle>mvn:org.example/kiosk/1.0.0</bundle></feature>
            </features>
            """;

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static PortalProcess portal;
    private static Client operator;
    private static Client console;
    private static PublisherKeys keys;
    private static String lamp;
    private static Path unsigned;
    private static Path signed;
    private static Path unsignedKar;
    private static Path signedKar;

    @BeforeClass
    public static void start() throws Exception {
        Path folder = FOLDER.getRoot().toPath();
        keys = new PublisherKeys(folder);
        lamp = keys.make("lamp", "-validity", "90");
        unsigned = Plugins.kiosk(folder, Map.of());
        signed = keys.sign(unsigned, "lamp");
        unsignedKar = zip(
                folder.resolve(KAR),
                Map.of(
                        "repository/features.xml",
                        FEATURES.getBytes(StandardCharsets.UTF_8),
                        "repository/org/example/kiosk/1.0.0/kiosk-1.0.0.jar",
                        Files.readAllBytes(unsigned)));
        signedKar = keys.sign(unsignedKar, "lamp");
        portal = PortalProcess.create().start();
        operator = portal.as("operator");
        console = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Before
    public void takesSignedFilesOnly() {
        assertEquals(
                "REFUSE",
                operator.put(API + "/unsigned", Map.of("unsigned", "REFUSE"))
                        .expect(200)
                        .json()
                        .get("unsigned")
                        .asText());
    }

    @After
    public void everythingGoes() throws IOException {
        for (String file : List.of(JAR, KAR)) {
            Files.deleteIfExists(deployed(file));
        }
        Await.until("the kiosk is gone", SOON, () -> !isInstalled() && unfit().isEmpty());
        for (JsonNode publisher : operator.get(API).expect(200).json().get("items")) {
            operator.delete(API + "/" + publisher.get("fingerprint").asText()).expect(204);
        }
    }

    @Test
    public void aJarIsTakenOnceSomebodyWhoIsTrustedHasSignedIt() throws Exception {
        drop(unsigned, JAR);
        refused(JAR, "没有签名");
        String page = console.get("/console/modules").expect(200).body();
        assertTrue(page.contains("deploy/" + JAR));
        String english = operator.send("GET", "/api/v1/modules/deploy-folder", null, null, "Accept-Language", "en")
                .body();
        assertTrue(english, english.contains("It is not signed"));

        drop(signed, JAR);
        refused(JAR, "CN=lamp");
        String fingerprint = trust();
        Await.until("it comes in by itself", SOON, SignatureIT::isInstalled);
        Await.until("nothing is wrong any more", SOON, () -> unfit().isEmpty());
        assertEquals(200, operator.get(API + "/" + fingerprint).status());
        assertTrue(operator.get("/api/v1/audit?action=publishers.").body().contains(fingerprint));
    }

    @Test
    public void unsignedOnesComeInWhereTheOperatorAllowsThem() throws Exception {
        drop(unsigned, JAR);
        refused(JAR, "没有签名");
        console.form(PAGE + "/unsigned", Map.of("unsigned", "ALLOW")).expect(303);
        Await.until("it comes in by itself", SOON, SignatureIT::isInstalled);
    }

    @Test
    public void whatWasTakenStaysWhenARefusedFileIsCopiedOverIt() throws Exception {
        trust();
        drop(signed, JAR);
        Await.until("it is installed", SOON, SignatureIT::isInstalled);
        drop(changed(signed, "kiosk/KioskResource"), JAR);
        said(JAR, "KioskResource.class");
        assertTrue(isInstalled());
        drop(with(signed, "org/example/More.class"), JAR);
        said(JAR, "org/example/More.class");
        assertTrue(isInstalled());

        portal.stop();
        portal.start();
        operator = portal.as("operator");
        console = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        assertTrue(isInstalled());
        said(JAR, "org/example/More.class");
        drop(signed, JAR);
        Await.until("nothing is wrong any more", SOON, () -> unfit().isEmpty());
        assertTrue(isInstalled());
    }

    @Test
    public void neitherAnotherNameNorAFolderIsAWayPast() throws Exception {
        Path unpacked = deployed("unpacked");
        try {
            unpack(unsigned, unpacked);
            for (String name : OTHER_NAMES) {
                drop(unsigned, name);
                // With the second one, whatever has begun with the first is over.
                refused(name, "没有签名");
            }
            for (String name : OTHER_NAMES) {
                Files.delete(deployed(name));
            }
            operator.put(API + "/unsigned", Map.of("unsigned", "ALLOW")).expect(200);
            remove(unpacked);
            Await.until("the others are gone", SOON, () -> unfit().isEmpty());
            unpack(unsigned, unpacked);
            Await.until("a folder is a way in", SOON, SignatureIT::isInstalled);
        } finally {
            for (String name : OTHER_NAMES) {
                Files.deleteIfExists(deployed(name));
            }
            remove(unpacked);
        }
    }

    @Test
    public void aCertificateThatHasExpiredOpensNoDoor() throws Exception {
        String past = keys.make("past", "-startdate", "-9d", "-validity", "1");
        assertEquals(422, operator.post(API, Map.of("certificate", past)).status());
        String late = keys.make("late", "-startdate", "+2d");
        operator.post(API, Map.of("certificate", late)).expect(201);
        drop(keys.sign(unsigned, "late"), JAR);
        refused(JAR, "CN=late");
    }

    @Test
    public void aKarIsJudgedAsAWhole() throws Exception {
        drop(unsignedKar, KAR);
        refused(KAR, "没有签名");
        drop(signedKar, KAR);
        refused(KAR, "CN=lamp");
        trust();
        Await.until("it comes in by itself", SOON, SignatureIT::isInstalled);
        drop(changed(signedKar, "kiosk-1.0.0.jar"), KAR);
        said(KAR, "kiosk-1.0.0.jar");
        assertTrue("what was taken stays", isInstalled());
    }

    @Test
    public void thePageSaysWhoIsTrusted() {
        assertTrue(console.get(PAGE).expect(200).body().contains("还没有信任的发布者"));
        String wrong =
                console.form(PAGE, Map.of("certificate", "hello")).expect(422).body();
        assertTrue(wrong.contains("PEM") && wrong.contains(">hello<"));
        console.form(PAGE, Map.of("certificate", lamp)).expect(303);
        console.form(PAGE, Map.of("certificate", lamp)).expect(409);
        String fingerprint =
                operator.get(API).json().get("items").get(0).get("fingerprint").asText();
        assertTrue(console.get(PAGE).body().contains(fingerprint));
        console.form(PAGE + "/" + fingerprint, Map.of()).expect(303);
        console.form(PAGE + "/" + fingerprint, Map.of()).expect(404);
        console.form(PAGE + "/unsigned", Map.of("unsigned", "perhaps")).expect(422);
        operator.put(API + "/unsigned", Map.of("unsigned", "perhaps")).expect(422);
        portal.as("resident").get(API).expect(403);
        assertFalse(console.get(PAGE).expect(200).body().contains(fingerprint));
    }

    private static String trust() {
        return operator.post(API, Map.of("certificate", lamp))
                .expect(201)
                .json()
                .get("fingerprint")
                .asText();
    }

    private static void refused(String file, String words) throws Exception {
        said(file, words);
        assertFalse("it is not installed", isInstalled());
    }

    private static void said(String file, String words) throws Exception {
        Await.until(file + ": " + words, SOON, () -> words(file).contains(words));
    }

    private static boolean isInstalled() {
        return operator.get("/api/v1/modules/kiosk").status() == 200;
    }

    private static JsonNode unfit() {
        return operator.get("/api/v1/modules/deploy-folder").expect(200).json().get("items");
    }

    private static String words(String file) {
        for (JsonNode item : unfit()) {
            if (item.get("file").asText().equals(file)) {
                return item.get("words").asText();
            }
        }
        return "";
    }

    private static Path deployed(String file) {
        return portal.data().resolve("deploy").resolve(file);
    }

    /** Whoever watches the folder sees a whole file. */
    private static void drop(Path file, String name) throws IOException {
        Path part = Files.copy(file, portal.data().resolve("part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, deployed(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The files of the archive in a folder, which is there at once. */
    private static void unpack(Path file, Path folder) throws IOException {
        Path part = Files.createDirectory(portal.data().resolve("part-folder"));
        for (Map.Entry<String, byte[]> entry : read(file).entrySet()) {
            if (!entry.getKey().endsWith("/")) {
                Path target = part.resolve(entry.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, entry.getValue());
            }
        }
        Files.move(part, folder);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Path aside = portal.data().resolve("removed-folder");
        Files.move(folder, aside);
        try (Stream<Path> files = Files.walk(aside)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The same with one byte changed in the file whose name contains the words. */
    private static Path changed(Path file, String words) throws IOException {
        Map<String, byte[]> files = read(file);
        byte[] content = files.entrySet().stream()
                .filter(entry -> entry.getKey().contains(words))
                .findFirst()
                .orElseThrow()
                .getValue();
        content[content.length / 2] ^= 1;
        return zip(FOLDER.getRoot().toPath().resolve("changed"), files);
    }

    private static Path with(Path file, String more) throws IOException {
        Map<String, byte[]> files = read(file);
        files.put(more, new byte[] {1});
        return zip(FOLDER.getRoot().toPath().resolve("more"), files);
    }

    private static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static Path zip(Path target, Map<String, byte[]> files) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return target;
    }
}
