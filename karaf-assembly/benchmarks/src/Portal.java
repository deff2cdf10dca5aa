import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A portal in a process of its own, with an empty data folder and without limits on requests, and what it answers. */
final class Portal implements AutoCloseable {

    private static final String PASSWORD = "Bench-" + Long.toHexString(System.nanoTime());

    final Path data;
    final URI url;
    private final Path launcher;
    private final Optional<String> database;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    /**
     * A portal that is not started yet.
     *
     * @param database JDBC URL; empty for the embedded one
     */
    Portal(Path root, Optional<String> database) throws IOException {
        this.launcher = root.resolve("portal");
        this.database = database;
        this.data = Files.createTempDirectory("wanrenhui-bench");
        try (ServerSocket socket = new ServerSocket(0)) {
            this.url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    /** Starts the portal and returns the seconds until its first page has answered. */
    double start() throws Exception {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(
                launcher.toString(),
                "run",
                "--port",
                String.valueOf(url.getPort()),
                "--data",
                data.toString(),
                "--set",
                "portal.limits=off"));
        database.ifPresent(jdbc -> command.addAll(List.of("--db-url", jdbc)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("output.txt").toFile()));
        builder.environment().put("PORTAL_DEMO_PASSWORD", PASSWORD);
        process = builder.start();
        await("the first page", 120, () -> status("/") == 200);
        return (System.nanoTime() - begin) / 1e9;
    }

    void waitForDemo() throws Exception {
        await("the demo region", 120, () -> Files.exists(data.resolve("accounts.txt")));
    }

    void waitForModules() throws Exception {
        await("all modules", 120, () -> status("/health/ready") == 200);
    }

    void stop() {
        if (process == null || !process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts a bundle beside the portal and waits for what it serves. */
    void deploy(Path bundle, String page) throws Exception {
        Files.copy(bundle, data.resolve("deploy").resolve(bundle.getFileName()));
        await(page, 60, () -> status(page) == 200);
    }

    /** Token of a demo account. */
    String token(String account) throws Exception {
        String login = "{\"login\":\"" + account + "@demo\",\"password\":\"" + PASSWORD + "\"}";
        String answer = send("POST", "/api/v1/membership/sessions", login, null);
        return values("token", answer).get(0);
    }

    String get(String path) throws Exception {
        return send("GET", path, null, null);
    }

    String send(String method, String path, String json, String token) throws Exception {
        BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).method(method, body);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(method + " " + path, request.build());
    }

    /** Puts bytes. */
    void put(String path, byte[] bytes) throws Exception {
        answer(
                "PUT " + path,
                HttpRequest.newBuilder(url.resolve(path))
                        .PUT(BodyPublishers.ofByteArray(bytes))
                        .build());
    }

    /** Imports lines in bulk. */
    void load(String kind, Iterator<byte[]> lines) throws Exception {
        BodyPublisher body = BodyPublishers.ofInputStream(() -> new Stream(lines));
        answer(
                "import of " + kind,
                HttpRequest.newBuilder(url.resolve("/bench/import?kind=" + kind))
                        .POST(body)
                        .build());
    }

    private String answer(String what, HttpRequest request) throws Exception {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(what + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Status of a page, or 0 while nobody answers. */
    int status(String path) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    void await(String what, int seconds, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.call()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException("waited in vain for " + what + "\n"
                        + Files.readString(data.resolve("output.txt")));
            }
            Thread.sleep(5);
        }
    }

    /** Resident set of the container in MiB as Linux counts it; 0 elsewhere. */
    long residentMebibytes() throws IOException {
        Path status = Path.of("/proc", Files.readString(data.resolve("pid")).trim(), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    /** Values of a field in JSON, in their order. */
    static List<String> values(String field, String json) {
        Matcher matcher =
                Pattern.compile("\"" + field + "\"\\s*:\\s*(?:\"([^\"]*)\"|(-?[0-9]+))").matcher(json);
        List<String> values = new ArrayList<>();
        while (matcher.find()) {
            values.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return values;
    }

    @Override
    public void close() {
        stop();
        delete(data);
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    /** Lines as they are made, so that a million posts never stand in memory. */
    private static final class Stream extends InputStream {

        private final Iterator<byte[]> lines;
        private byte[] line = new byte[0];
        private int at;

        Stream(Iterator<byte[]> lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            return more() ? line[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean more() {
            while (at == line.length) {
                if (!lines.hasNext()) {
                    return false;
                }
                line = lines.next();
                at = 0;
            }
            return true;
        }
    }
}
