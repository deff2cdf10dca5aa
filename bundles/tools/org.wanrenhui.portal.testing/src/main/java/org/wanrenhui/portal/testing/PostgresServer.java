package org.wanrenhui.portal.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL server of the machine's own packages, in a folder of its own, gone when closed. */
public final class PostgresServer implements AutoCloseable {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path home;
    private final Path bin;
    private final int port;

    private PostgresServer(Path home, Path bin, int port) {
        this.home = home;
        this.bin = bin;
        this.port = port;
    }

    /** Starts a server on a free port of the loopback interface. */
    public static PostgresServer start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("wanrenhui-postgresql");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        PostgresServer server = new PostgresServer(home, binaries(), port);
        if (ROOT) {
            run(List.of("chown", "postgres", home.toString()));
        }
        server.tool(
                "initdb", "-D", home + "/data", "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N");
        Files.writeString(home.resolve("options"), "");
        server.tool(
                "pg_ctl",
                "-D",
                home + "/data",
                "-w",
                "-l",
                home + "/log",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                        + " -c shared_buffers=128MB -c max_connections=60",
                "start");
        server.tool("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "portal", "portal");
        return server;
    }

    /** A new empty database on this server; returns its JDBC URL. */
    public String database(String name) throws IOException, InterruptedException {
        tool("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "portal", name);
        return url(name);
    }

    /** JDBC URL of a database of this server. */
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=portal";
    }

    /** Dumps a database while it is in use and restores it as another, as the operator guide says. */
    public void copy(String from, String to) throws IOException, InterruptedException {
        List<String> server = List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "portal");
        String dump = home + "/" + from + ".dump";
        tool("pg_dump", with(server, "-Fc", "-f", dump, from));
        database(to);
        tool("pg_restore", with(server, "--exit-on-error", "-d", to, dump));
    }

    private static String[] with(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toArray(String[]::new);
    }

    private void tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("wanrenhui", ".out");
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(output));
        }
        Files.delete(output);
    }

    /** Whether this machine has the programs. */
    public static boolean isInstalled() {
        try {
            return Files.isDirectory(binaries());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path binaries() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                var newest = versions.map(v -> v.resolve("bin"))
                        .filter(v -> Files.isExecutable(v.resolve("initdb")))
                        .max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "initdb"))) {
                return Path.of(folder);
            }
        }
        throw new IOException("PostgreSQL is not installed: apt-get install postgresql");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tool("pg_ctl", "-D", home + "/data", "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
