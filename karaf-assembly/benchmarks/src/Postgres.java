import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of its own for the time of the benchmark, with its settings as they come: every commit is on disk. */
final class Postgres implements AutoCloseable {

    private final Path home;
    private final Path tools;
    private final int port;

    private Postgres(Path home, Path tools, int port) {
        this.home = home;
        this.tools = tools;
        this.port = port;
    }

    static Postgres start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("wanrenhui-bench-postgresql");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Postgres server = new Postgres(home, tools(), port);
        if (root()) {
            run(List.of("chown", "postgres", home.toString()));
        }
        String data = home + "/data";
        server.tool("initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                + " -c shared_buffers=256MB -c max_wal_size=2GB";
        server.tool("pg_ctl", "-D", data, "-w", "-l", home + "/log", "-o", options, "start");
        server.tool("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "portal", "portal");
        return server;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/portal?user=portal";
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(tools.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("wanrenhui-bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + " failed: " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** Folder of the newest server that is installed. */
    private static Path tools() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                var newest = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IOException("PostgreSQL is not installed: apt-get install postgresql");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tool("pg_ctl", "-D", home + "/data", "-m", "immediate", "-w", "stop");
        Portal.delete(home);
    }
}
