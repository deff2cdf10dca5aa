import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the portal with an empty data folder and prints what it does on this machine; limits on requests are off. */
final class Bench {

    private static final int CONNECTIONS = 8;
    private static final int SWITCHES = 20;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final String PASSWORD = "Bench-" + Long.toHexString(System.nanoTime());
    private static final List<String> PAGES = List.of("/health/live", "/", "/forum", "/api/v1/forum/boards");

    private final Path launcher;
    private final Path data;
    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process portal;

    private Bench(Path root, Path data, int port) {
        this.launcher = root.resolve("portal");
        this.data = data;
        this.url = URI.create("http://127.0.0.1:" + port);
    }

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 5);
        Path data = Files.createTempDirectory("wanrenhui-bench");
        Bench bench = new Bench(Path.of(arguments[0]).toRealPath(), data, freePort());
        Thread cleaner = new Thread(bench::clean);
        Runtime.getRuntime().addShutdownHook(cleaner);
        bench.measure(time);
    }

    private void measure(Duration time) throws Exception {
        System.out.printf(
                "%d cores, Java %s, embedded database, demo region; load from the same machine over %d connections%n%n",
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), CONNECTIONS);
        System.out.printf("%-32s %8.1f s%n", "first start to first page", start());
        waitForDemo();
        stop();
        System.out.printf("%-32s %8.1f s%n", "next start to first page", start());
        System.out.printf("%n%-32s %10s %9s %9s %7s%n", "page (guest)", "requests/s", "median", "99 %", "failed");
        for (String page : PAGES) {
            load(page, WARM_UP);
            print(page, load(page, time), time);
        }
        switches();
        System.out.printf("%-32s %8d MiB%n", "resident memory after that", residentKibibytes() / 1024);
        stop();
    }

    /** Starts the portal and returns the seconds until its first page has answered. */
    private double start() throws Exception {
        long begin = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(
                        launcher.toString(),
                        "run",
                        "--port",
                        String.valueOf(url.getPort()),
                        "--data",
                        data.toString(),
                        "--set",
                        "portal.limits=off")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("output.txt").toFile()));
        builder.environment().put("PORTAL_DEMO_PASSWORD", PASSWORD);
        portal = builder.start();
        await("the first page", () -> status("/") == 200);
        return seconds(begin);
    }

    private void waitForDemo() throws Exception {
        await("the demo region", () -> Files.exists(data.resolve("accounts.txt")));
    }

    private void stop() {
        if (portal == null || !portal.isAlive()) {
            return;
        }
        portal.destroy();
        try {
            if (!portal.waitFor(30, TimeUnit.SECONDS)) {
                portal.descendants().forEach(ProcessHandle::destroyForcibly);
                portal.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Times of all answers in nanoseconds, sorted; a negative one is an answer other than 200. */
    private long[] load(String page, Duration time) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(page)).build();
        long end = System.nanoTime() + time.toNanos();
        Callable<List<Long>> client = () -> {
            List<Long> times = new ArrayList<>();
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                boolean good =
                        http.send(request, BodyHandlers.ofByteArray()).statusCode() == 200;
                times.add(good ? System.nanoTime() - begin : -1);
            }
            return times;
        };
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> times :
                    clients.invokeAll(java.util.Collections.nCopies(CONNECTIONS, client))) {
                all.addAll(times.get());
            }
            return all.stream().mapToLong(Long::longValue).sorted().toArray();
        } finally {
            clients.shutdownNow();
        }
    }

    private static void print(String page, long[] times, Duration time) {
        long failed = Arrays.stream(times).filter(nanos -> nanos < 0).count();
        long[] good = Arrays.stream(times).filter(nanos -> nanos >= 0).toArray();
        System.out.printf(
                "%-32s %10.0f %6.2f ms %6.2f ms %7d%n",
                page, good.length / (time.toMillis() / 1000.0), milliseconds(good, 50), milliseconds(good, 99), failed);
    }

    /** Switches the forum off and on as the operator's API does, each until its page has followed. */
    private void switches() throws Exception {
        String login = "{\"login\":\"operator@demo\",\"password\":\"" + PASSWORD + "\"}";
        String answer = send("POST", "/api/v1/membership/sessions", login, null);
        Matcher token = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"").matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("the operator could not sign in: " + answer);
        }
        long[] off = new long[SWITCHES];
        long[] on = new long[SWITCHES];
        for (int i = 0; i < SWITCHES; i++) {
            off[i] = switchTo("DISABLED", 404, token.group(1));
            on[i] = switchTo("ENABLED", 200, token.group(1));
        }
        Arrays.sort(off);
        Arrays.sort(on);
        System.out.printf("%n%-32s %8.0f ms%n", "forum off (median of " + SWITCHES + ")", milliseconds(off, 50));
        System.out.printf("%-32s %8.0f ms%n", "forum on (median of " + SWITCHES + ")", milliseconds(on, 50));
    }

    private long switchTo(String desired, int expected, String token) throws Exception {
        long begin = System.nanoTime();
        send("PUT", "/api/v1/modules/forum", "{\"desired\":\"" + desired + "\"}", token);
        await("the forum to be " + desired, () -> status("/api/v1/forum/boards") == expected);
        return System.nanoTime() - begin;
    }

    private String send(String method, String path, String json, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Status of a page, or 0 while nobody answers. */
    private int status(String path) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.call()) {
            if (System.nanoTime() > deadline || !portal.isAlive()) {
                throw new IllegalStateException("waited in vain for " + what + "\n"
                        + Files.readString(data.resolve("output.txt")));
            }
            Thread.sleep(5);
        }
    }

    /** Resident set of the container as Linux counts it; 0 elsewhere. */
    private long residentKibibytes() throws IOException {
        Path status = Path.of("/proc", Files.readString(data.resolve("pid")).trim(), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private void clean() {
        stop();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            System.err.println("left behind: " + data);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double milliseconds(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100] / 1e6;
    }
}
