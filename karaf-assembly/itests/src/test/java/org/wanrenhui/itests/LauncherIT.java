package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.PortalProcess;

/** What the launcher does around the container; a stand-in for Java ends at once. */
public class LauncherIT {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home;
    private Path data;

    @Before
    public void unpack() throws IOException {
        home = folder.newFolder("a home+1").toPath();
        data = folder.getRoot().toPath().resolve("data");
        Files.copy(PortalProcess.root().resolve("portal"), home.resolve("portal"));
        Files.createDirectories(home.resolve("system/org/wanrenhui"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/system.properties"), "karaf.name = root\n");
        Files.writeString(home.resolve("etc/first.cfg"), "a = b\n");
        Path java = home.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\n[ \"$1\" != -version ] || echo 'openjdk version \"17.0.1\"' >&2\n");
        for (Path program : List.of(java, home.resolve("portal"))) {
            assertTrue(program.toFile().setExecutable(true));
        }
    }

    @Test
    public void settingsArriveAsTheyWereGiven() throws Exception {
        String password = "a\\tb${karaf.home} #x}{é中😀\\\\n\"'!";
        Files.createDirectories(data);
        Files.writeString(
                data.resolve("portal.properties"), "db.url = jdbc:x\ndb.user=me\ndb.password=" + password + "\n");
        assertEquals("", run("--no-demo"));
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(data.resolve("etc/system.properties"), StandardCharsets.ISO_8859_1)) {
            settings.load(file);
        }
        assertEquals(password, settings.getProperty("portal.db.password").replaceAll("\\\\([\\\\{}])", "$1"));
        assertEquals("jdbc:x", settings.getProperty("portal.db.url"));
        assertEquals("false", settings.getProperty("portal.demo"));
        assertEquals("root", settings.getProperty("karaf.name"));
    }

    @Test
    public void aNewBuildReplacesWhatCameWithTheOldOneOnly() throws Exception {
        assertEquals("", run());
        Path anchor = Files.createDirectories(data.resolve("etc/trust")).resolve("hq.pub");
        Files.writeString(anchor, "key");
        Files.delete(home.resolve("etc/first.cfg"));
        Files.writeString(home.resolve("etc/second.cfg"), "c = d\n");
        assertEquals("", run());
        assertEquals("key", Files.readString(anchor));
        assertTrue(Files.exists(data.resolve("etc/second.cfg")));
        assertFalse(Files.exists(data.resolve("etc/first.cfg")));
    }

    @Test
    public void aNewDataFolderBeginsWithTheStartImageOfThisDistribution() throws Exception {
        assertEquals("", run());
        String[] build = Files.readString(data.resolve("karaf/build")).split(" ", 2);
        assertEquals(home.toRealPath().toString(), build[1]);
        assertFalse(Files.exists(data.resolve("karaf/cache")));

        Path bundle = Files.createDirectories(home.resolve("start/karaf/cache/bundle1"));
        Files.writeString(bundle.resolve("bundle.info"), "1\nreference:file:@distribution@/system/a+b.jar\n");
        Files.writeString(Files.createDirectories(home.resolve("start/db")).resolve("service.properties"), "blank\n");
        Files.writeString(home.resolve("start/id"), build[0] + "\n");
        wipe();
        assertEquals("", run());
        assertTrue("tables are there from the start", Files.exists(data.resolve("db/service.properties")));
        String encoded = home.toRealPath()
                .toString()
                .replace("%", "%25")
                .replace("+", "%2B")
                .replace(" ", "%20");
        assertEquals(
                "1\nreference:file:" + encoded + "/system/a+b.jar\n",
                Files.readString(data.resolve("karaf/cache/bundle1/bundle.info")));

        Files.writeString(home.resolve("etc/second.cfg"), "c = d\n");
        assertEquals("", run());
        assertFalse("an image of another build is not used", Files.exists(data.resolve("karaf/cache")));
    }

    @Test
    public void classesAreKeptForTheJavaThatLoadedThem() throws Exception {
        Files.writeString(
                home.resolve("bin/java"),
                """
                #!/bin/sh
                [ "$1" != -version ] || { echo 'openjdk version "17.0.1"' >&2; exit; }
                for option; do
                  case $option in
                    -XX:ArchiveClassesAtExit=*) echo made; echo classes >"${option#*=}" ;;
                    -XX:SharedArchiveFile=*) echo used ;;
                  esac
                done
                """);
        assertEquals("made\n", run());
        assertEquals("used\n", run());
        Path java = home.resolve("bin/java");
        Files.writeString(java, Files.readString(java).replace("17.0.1", "21.0.2"));
        assertEquals("made\n", run());
        Files.writeString(home.resolve("etc/second.cfg"), "c = d\n");
        assertEquals("made\n", run());
    }

    private void wipe() throws IOException {
        try (var files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Test
    public void aFolderOfSomethingElseIsLeftAlone() throws Exception {
        Path hosts = Files.createDirectories(data.resolve("etc")).resolve("hosts");
        Files.writeString(hosts, "keep");
        assertTrue(run().contains("is not a data folder of the portal"));
        assertEquals("keep", Files.readString(hosts));
        try (var files = Files.list(data.resolve("etc"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    public void aTakenPortIsRefused() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(other.getLocalPort());
            assertTrue(run("--port", port).contains("port " + port + " is taken"));
            assertFalse(Files.exists(data));
        }
    }

    @Test
    public void aFolderInUseIsRefused() throws Exception {
        Files.createDirectories(data);
        File ready = folder.getRoot().toPath().resolve("ready").toFile();
        Process other = new ProcessBuilder(
                        "flock", data.resolve(".in-use").toString(), "sh", "-c", "touch " + ready + "; exec sleep 30")
                .start();
        try {
            Await.until("the lock", Duration.ofSeconds(5), ready::exists);
            assertTrue(run().contains("a portal is running with the data folder"));
        } finally {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly();
        }
    }

    /** All that the launcher prints. */
    private String run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("portal").toString(), "run"));
        command.addAll(List.of("--data", data.toString()));
        if (!List.of(options).contains("--port")) {
            try (ServerSocket free = new ServerSocket(0)) {
                command.addAll(List.of("--port", String.valueOf(free.getLocalPort())));
            }
        }
        command.addAll(List.of(options));
        Path output = folder.newFile().toPath();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().keySet().removeIf(name -> name.startsWith("PORTAL_"));
        Process process = builder.start();
        assertTrue("the launcher did not end", process.waitFor(20, TimeUnit.SECONDS));
        return Files.readString(output);
    }
}
