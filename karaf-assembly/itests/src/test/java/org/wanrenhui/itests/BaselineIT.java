package org.wanrenhui.itests;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.itests.support.Workshop;
import org.wanrenhui.portal.testing.PortalProcess;

/** The API's own build, on a copy of it: a change that its versions do not tell fails. */
public class BaselineIT {

    private static final String NAME = "org.wanrenhui.portal.api";
    private static final String GROUP = "org.wanrenhui.test";
    private static final String BUNDLE = NAME;
    private static final String PACKAGE = NAME + ".module";
    private static final String SOURCES = "src/main/java/org/wanrenhui/portal/api/module/";

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Workshop workshop;
    private Path releases;

    /** Copies the API under another group and releases it as 1.0.0 into a file repository of the test. */
    @Before
    public void release() throws Exception {
        Path folder = temporary.newFolder("api").toPath();
        releases = temporary.newFolder("releases").toPath();
        Path original = PortalProcess.root().resolve("bundles/core").resolve(NAME);
        copy(original.resolve("src/main"), folder.resolve("src/main"));
        workshop = new Workshop(folder, Map.of());
        version("1.0.0");
        packageVersion("1.0.0");
        workshop.shell("mvn -q package -DskipTests");
        Path released = Files.createDirectories(
                releases.resolve(GROUP.replace('.', '/')).resolve(NAME).resolve("1.0.0"));
        Files.copy(folder.resolve("target").resolve(NAME + "-1.0.0.jar"), released.resolve(NAME + "-1.0.0.jar"));
        Files.copy(folder.resolve("pom.xml"), released.resolve(NAME + "-1.0.0.pom"));
        version("1.0.1-SNAPSHOT");
    }

    /** What was resolved from the test's repository does not stay in the developer's. */
    @After
    public void forget() throws IOException {
        Path cached = Path.of(System.getProperty("build.repository")).resolve(GROUP.replace('.', '/'));
        if (Files.exists(cached)) {
            try (Stream<Path> files = Files.walk(cached)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Test
    public void whatChangesSaysSoByItsVersion() throws Exception {
        change(
                "Modules.java",
                "    ModuleMode mode(String id);",
                "    ModuleMode mode(String id);\n\n    /** New. */\n    int count();");
        fails("a method more, and the package's version of before", PACKAGE);
        packageVersion("1.1.0");
        fails("a method more, in a portal that promises none", BUNDLE);
        version("1.1.0-SNAPSHOT");
        verify();

        change("Modules.java", "    Optional<ModuleStatus> status(String id);", "");
        fails("a method less, and versions that promise otherwise", PACKAGE);
        packageVersion("2.0.0");
        version("2.0.0-SNAPSHOT");
        verify();
    }

    /** Whose version is to blame stands in the report behind a star. */
    private void fails(String why, String blamed) {
        AssertionError failure = assertThrows(why, AssertionError.class, this::verify);
        assertTrue(failure.getMessage(), failure.getMessage().contains("Baseline problems detected"));
        assertTrue(failure.getMessage(), failure.getMessage().contains("* " + blamed + " "));
    }

    private void verify() throws Exception {
        workshop.shell("mvn verify -DskipTests -Dspotless.check.skip -Daether.offline.protocols=file"
                + " -Dbaseline.version=1.0.0 -Dbaseline.repository=" + releases.toUri());
    }

    private void version(String version) throws IOException {
        String pom = Files.readString(
                PortalProcess.root().resolve("bundles/core").resolve(NAME).resolve("pom.xml"));
        Files.writeString(
                workshop.folder().resolve("pom.xml"),
                pom.replaceFirst(
                        "</parent>\\s*<artifactId>" + NAME + "</artifactId>",
                        "<relativePath/></parent><groupId>" + GROUP + "</groupId><artifactId>" + NAME
                                + "</artifactId><version>" + version + "</version>"));
    }

    /** Whatever it is in the tree by now. */
    private void packageVersion(String version) throws IOException {
        Path path = workshop.folder().resolve(SOURCES).resolve("package-info.java");
        String text = Files.readString(path);
        String changed = text.replaceFirst("@Version\\(\"[0-9.]+\"\\)", "@Version(\"" + version + "\")");
        assertTrue("package-info.java has no version", changed.contains("@Version(\"" + version + "\")"));
        Files.writeString(path, changed);
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = workshop.folder().resolve(SOURCES).resolve(file);
        String text = Files.readString(path);
        assertTrue(file + " has no longer: " + from, text.contains(from));
        Files.writeString(path, text.replace(from, to));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
