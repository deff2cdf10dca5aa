package org.wanrenhui.portal.modules.internal.catalogue;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KarArchiveTest {

    private static final String BUNDLE = "<bundle start-level=\"900\">mvn:org.example/org.example.notes/1.0.0</bundle>";
    private static final String LIBRARY = "<bundle dependency=\"true\">mvn:org.example/lib/2/jar/small</bundle>";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void itsBundlesAreThoseThatItsFeaturesName() throws Exception {
        Path file = kar(
                "<feature name=\"wanrenhui-notes\"><feature>wanrenhui-core</feature>" + LIBRARY + BUNDLE + "</feature>",
                Map.of("repository/org/example/unnamed/1/unnamed-1.jar", "c", "META-INF/some.xml", "<some/>"));
        try (KarArchive kar = KarArchive.open(file)) {
            assertEquals(List.of("org.example/lib-small", "org.example/org.example.notes"), kar.bundles());
            assertEquals(
                    "a",
                    new String(kar.content("org.example/org.example.notes").readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(64, kar.digest("org.example/lib-small").length());
            assertNotEquals(kar.digest("org.example/lib-small"), kar.digest("org.example/org.example.notes"));
        }
    }

    @Test
    public void whatIsWrongIsSaid() throws Exception {
        refused("kar-empty", kar("", Map.of()));
        refused("kar-lacks", kar("<feature name=\"x\"><bundle>mvn:org.example/x/1</bundle></feature>", Map.of()));
        refused(
                "kar-address",
                kar("<feature name=\"x\"><bundle>http://example.org/x.jar</bundle></feature>", Map.of()));
        refused("kar-more", kar("<feature name=\"x\"><config name=\"a\">b=c</config></feature>", Map.of()));
        refused("kar-malformed", kar("<feature>", Map.of()));
        Path text = Files.writeString(folder.newFile().toPath(), "no archive");
        assertThrows(IOException.class, () -> KarArchive.open(text));
    }

    @Test
    public void noDescriptorReadsFilesOfTheMachine() throws Exception {
        Path file = zip(Map.of(
                "repository/features.xml",
                "<!DOCTYPE f [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><features"
                        + " xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">&e;</features>"));
        refused("kar-malformed", file);
    }

    private static void refused(String why, Path file) {
        KarArchive.Refused refusal = assertThrows(KarArchive.Refused.class, () -> KarArchive.open(file));
        assertEquals("module.trouble." + why, refusal.trouble().key());
    }

    private Path kar(String features, Map<String, String> more) throws IOException {
        Map<String, String> files = new LinkedHashMap<>(more);
        files.put(
                "repository/org/example/org.example.notes/1.0.0/org.example.notes-1.0.0-features.xml",
                "<features name=\"notes\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">" + features
                        + "</features>");
        files.put("repository/org/example/org.example.notes/1.0.0/org.example.notes-1.0.0.jar", "a");
        files.put("repository/org/example/lib/2/lib-2-small.jar", "b");
        return zip(files);
    }

    private Path zip(Map<String, String> files) throws IOException {
        Path file = folder.newFile().toPath();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
