package org.wanrenhui.portal.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real portal, started by its own launcher in a process of its own, with a data folder of its own. */
public final class PortalProcess implements AutoCloseable {

    /** Password of all demo accounts of portals started here. */
    public static final String PASSWORD = "Dem0-gate-" + Long.toHexString(System.nanoTime());

    private final Path data;
    private final int port;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Process process;

    private PortalProcess(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** A portal that is not started yet, with an empty data folder and a free port. */
    public static PortalProcess create() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new PortalProcess(Files.createTempDirectory("wanrenhui"), socket.getLocalPort());
        }
    }

    /** Uses the database instead of an embedded one; null keeps the embedded one. */
    public PortalProcess database(String jdbcUrl) {
        if (jdbcUrl != null) {
            options.addAll(List.of("--db-url", jdbcUrl));
        }
        return this;
    }

    /** Adds an option of the launcher. */
    public PortalProcess option(String... option) {
        options.addAll(List.of(option));
        return this;
    }

    /** Sets a system property of the container for the next start. */
    public PortalProcess set(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Sets a variable of the environment for the next start. */
    public PortalProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts and waits until the first page answers. */
    public PortalProcess start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                root().resolve("portal").toString(), "run", "--port", String.valueOf(port), "--data", data.toString()));
        command.addAll(options);
        command.addAll(List.of("--set", "portal.limits=off"));
        properties.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().put("PORTAL_DEMO_PASSWORD", PASSWORD);
        builder.environment().putAll(environment);
        process = builder.start();
        try {
            Await.until("the first page", Duration.ofSeconds(180), () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the portal has ended");
                }
                return guest().get("/").status() == 200
                        && guest().get("/health/ready").status() == 200;
            });
            if (!options.contains("--no-demo")) {
                Await.until(
                        "the demo region", Duration.ofSeconds(60), () -> Files.exists(data.resolve("accounts.txt")));
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + tail(), e);
        }
        return this;
    }

    /** Address of its home page. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its data folder; deleted when it is closed. */
    public Path data() {
        return data;
    }

    /** A visitor. */
    public Client guest() {
        return new Client(url());
    }

    /** A demo account, signed in for the API. */
    public Client as(String role) {
        return guest().signIn(role + "@demo", PASSWORD);
    }

    /** Ends the container as a power cut would. */
    public void killDashNine() throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readString(data.resolve("pid")).trim());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        process.waitFor(20, TimeUnit.SECONDS);
    }

    /** Asks it to stop and waits. */
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("the portal did not stop within 30 s\n" + tail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Id of the container's process. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("pid")).trim());
    }

    /** Whole log of the container. */
    public String log() {
        try {
            return Files.readString(data.resolve("log/portal.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private Path output() {
        return data.resolve("output.txt");
    }

    private String tail() {
        String log = log();
        String console = "";
        try {
            console = Files.readString(output());
        } catch (IOException e) {
            console = e.toString();
        }
        return console.substring(Math.max(0, console.length() - 4000)) + "\n--- log\n"
                + log.substring(Math.max(0, log.length() - 6000));
    }

    /** Folder of the launcher: an unpacked distribution, or the project when the portal itself is tested. */
    public static Path root() {
        return Path.of(System.getProperty("portal.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
