package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.itests.support.Workshop;
import org.wanrenhui.portal.testing.PortalProcess;

/** {@code ./portal release} in a clone of its own, by somebody whose Maven has nothing of this project. */
public class ReleaseIT {

    private static final String API = "org.wanrenhui.portal.api";
    private static final List<String> PUBLISHED = List.of(
            "wanrenhui",
            "wanrenhui-bundles",
            "wanrenhui-core-bundles",
            API,
            "org.wanrenhui.membership",
            "org.wanrenhui.plugin-parent",
            "org.wanrenhui.portal.testing",
            "org.wanrenhui.plugin-archetype");
    /** What a clone does not have, or has no use for. */
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "node_modules");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Workshop workshop;
    private Path home;
    private String version;
    private String next;

    @Before
    public void cloneTheTree() throws Exception {
        Path folder = temporary.newFolder("wanrenhui").toPath();
        home = temporary.newFolder("home").toPath();
        copy(PortalProcess.root(), folder);
        workshop = Workshop.ofAStranger(folder, home, Map.of());
        workshop.shell("git init -q && git config user.name T && git config user.email t@example.org"
                + " && git add -A && git commit -q -m 'As it is'");
        Matcher now = Pattern.compile("<version>(\\d+)\\.(\\d+)\\.\\d+-SNAPSHOT</version>")
                .matcher(Files.readString(folder.resolve("pom.xml")));
        assertTrue(now.find());
        // Before 1.0.0 a version promises nothing.
        int major = Math.max(1, Integer.parseInt(now.group(1)));
        int minor = now.group(1).equals("0") ? 0 : Integer.parseInt(now.group(2));
        version = major + "." + minor + ".0";
        next = major + "." + (minor + 1) + ".0";
    }

    @Test
    public void aReleaseIsWhatTheNextBuildIsComparedWith() throws Exception {
        refusals();

        workshop.shell("./portal release " + version);
        assertEquals(next + "-SNAPSHOT", versionOf("HEAD"));
        assertEquals(version, versionOf("v" + version));
        assertEquals("", workshop.shell("git status --porcelain"));
        for (String artifact : PUBLISHED) {
            Path released = releases(artifact).resolve(artifact + "-" + version + ".pom");
            assertTrue(released.toString(), Files.exists(released));
        }
        assertTrue(Files.exists(releases(API).resolve(API + "-" + version + ".jar")));
        assertTrue(workshop.shell("git ls-tree -r --name-only v" + version + " releases")
                .contains(API + "-" + version + ".jar"));
        List<String> headings = Files.readAllLines(workshop.folder().resolve("CHANGELOG.md")).stream()
                .filter(line -> line.startsWith("## "))
                .toList();
        assertEquals("## " + next + " — unreleased", headings.get(0));
        assertTrue(headings.toString(), headings.get(1).startsWith("## " + version + " — 2"));
        String guide = Files.readString(workshop.folder().resolve("docs/your-first-module.md"));
        assertTrue(guide.contains("<version>" + next + "-SNAPSHOT</version>"));
        String archetype = Files.readString(workshop.folder()
                .resolve(
                        "bundles/tools/org.wanrenhui.plugin-archetype/src/main/resources/archetype-resources/pom.xml"));
        assertEquals(
                "what bears the same number by chance keeps it",
                workshop.shell("git show v" + version + "^:" + "bundles/tools/org.wanrenhui.plugin-archetype/"
                        + "src/main/resources/archetype-resources/pom.xml"),
                archetype);

        theNextBuildIsCompared();
    }

    private void refusals() throws Exception {
        Path stray = Files.writeString(workshop.folder().resolve("stray.txt"), "not committed");
        assertTrue(refused(version).contains("not committed"));
        Files.delete(stray);
        assertTrue(refused("next").contains("three numbers"));
        assertTrue(refused("0.0.1").contains("step back"));
        assertTrue(refused(version + " " + version).contains("does not come after"));
    }

    /** From the jars in the tree alone: without a network, and without what the release has left in Maven's own repository. */
    private void theNextBuildIsCompared() throws Exception {
        assertTrue(refused(version).contains("already"));
        forget(home.resolve("repository/org/wanrenhui").resolve(API).resolve(version));
        String build = "mvn -o -q verify -DskipTests -Dspotless.check.skip -pl :" + API + " -am";
        workshop.shell(build);
        assertTrue(
                "it was asked for in releases/",
                Files.exists(
                        home.resolve("repository/org/wanrenhui").resolve(API).resolve(version)));

        Path more =
                workshop.folder().resolve("bundles/core/" + API + "/src/main/java/org/wanrenhui/portal/api/More.java");
        Files.writeString(more, "package org.wanrenhui.portal.api;\n\n/** More. */\npublic final class More {}\n");
        AssertionError compared = assertThrows(AssertionError.class, () -> workshop.shell(build));
        assertTrue(compared.getMessage(), compared.getMessage().contains("Baseline problems detected"));

        workshop.shell("git add -A && git commit -q -m More");
        String before = workshop.shell("git rev-parse HEAD");
        String said = refused(next);
        assertTrue(said, said.contains("Baseline problems detected"));
        assertTrue(said, said.contains("the tree is as it was"));
        assertEquals(before, workshop.shell("git rev-parse HEAD"));
        assertEquals("", workshop.shell("git status --porcelain"));
        assertFalse(Files.exists(releases(API).resolveSibling(next)));
        assertEquals("v" + version, workshop.shell("git tag").strip());
    }

    private String refused(String arguments) {
        return assertThrows(AssertionError.class, () -> workshop.shell("./portal release " + arguments))
                .getMessage();
    }

    private String versionOf(String revision) throws Exception {
        Matcher found = Pattern.compile("<artifactId>wanrenhui</artifactId>\\s*<version>(.*)</version>")
                .matcher(workshop.shell("git show " + revision + ":pom.xml"));
        assertTrue(found.find());
        return found.group(1);
    }

    private Path releases(String artifact) {
        return workshop.folder()
                .resolve("releases/org/wanrenhui")
                .resolve(artifact)
                .resolve(version);
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<Path>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                boolean leftOut = LEFT_OUT.contains(folder.getFileName().toString());
                if (!folder.equals(from) && leftOut || folder.equals(from.resolve("data"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
