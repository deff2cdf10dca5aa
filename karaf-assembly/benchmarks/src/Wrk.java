import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Load from wrk, over eight connections. */
final class Wrk {

    static final int CONNECTIONS = 8;

    private final Path script;
    private final Path folder;
    private final URI url;

    Wrk(Path script, Path folder, URI url) {
        this.script = script;
        this.folder = folder;
        this.url = url;
    }

    /**
     * What is asked for.
     *
     * @param paths   pages to read in turn
     * @param headers of those readings
     * @param posts   of a hundred requests so many are posts
     * @param topics  to post into
     * @param fresh   whether an address never comes twice
     */
    record Load(List<String> paths, Map<String, String> headers, int posts, List<Long> topics, boolean fresh) {

        static Load reading(List<String> paths, Map<String, String> headers) {
            return new Load(paths, headers, 0, List.of(), false);
        }

        /** A share of a hundred are posts, the rest guests who read. */
        static Load writing(List<String> paths, int posts, List<Long> topics) {
            return new Load(paths, Map.of(), posts, topics, false);
        }

        Load anew() {
            return new Load(paths, headers, posts, topics, true);
        }
    }

    /** What came of it; {@code failed} counts answers of 400 and above, and connections that broke. */
    record Result(double perSecond, double medianMillis, double worstMillis, long failed, double postsPerSecond) {}

    /** Tokens and texts of those who post. */
    void writers(List<String> tokens, List<String> texts) throws IOException {
        Files.write(folder.resolve("tokens"), tokens);
        Files.write(folder.resolve("texts"), texts);
    }

    Result run(Load load, int seconds) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "-s", script.toString(), url.toString())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("BENCH_PATHS", file("paths", load.paths()));
        environment.put(
                "BENCH_HEADERS",
                file(
                        "headers",
                        load.headers().entrySet().stream()
                                .map(header -> header.getKey() + ": " + header.getValue())
                                .toList()));
        environment.put("BENCH_FRESH", load.fresh() ? "yes" : "");
        environment.put("BENCH_POSTS", String.valueOf(load.posts()));
        environment.put(
                "BENCH_TOPICS", file("topics", load.topics().stream().map(String::valueOf).toList()));
        environment.put("BENCH_TOKENS", load.posts() == 0 ? "" : folder.resolve("tokens").toString());
        environment.put("BENCH_TEXTS", load.posts() == 0 ? "" : folder.resolve("texts").toString());
        Process wrk = builder.start();
        String output = new String(wrk.getInputStream().readAllBytes());
        wrk.waitFor(10, TimeUnit.SECONDS);
        for (String line : output.split("\n")) {
            if (line.startsWith("RESULT ")) {
                return result(line.split(" "));
            }
        }
        throw new IllegalStateException("wrk says: " + output);
    }

    private static Result result(String[] figures) {
        double seconds = Long.parseLong(figures[2]) / 1e6;
        return new Result(
                Long.parseLong(figures[1]) / seconds,
                Long.parseLong(figures[3]) / 1e3,
                Long.parseLong(figures[4]) / 1e3,
                Long.parseLong(figures[5]),
                Long.parseLong(figures[6]) / seconds);
    }

    private String file(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, lines);
        return file.toString();
    }
}
