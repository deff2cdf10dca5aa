import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints what the portal does on this machine, as Markdown. Quick: 10,000 posts on both databases. Full: the same, then
 * 1,000,000 posts in the same databases, and what is left of the throughput.
 */
final class Bench {

    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;

    /** What to do; times in seconds. */
    private record Plan(List<String> databases, int large, int warm, int measured) {

        static Plan of(List<String> arguments) {
            boolean full = arguments.contains("--full");
            String only = after("--database", arguments).orElse("");
            int large = after("--posts", arguments).map(Integer::parseInt).orElse(full ? LARGE : 0);
            int seconds = after("--seconds", arguments).map(Integer::parseInt).orElse(full ? 8 : 3);
            return new Plan(
                    only.isEmpty() ? List.of("Derby", "PostgreSQL") : List.of(only), large, full ? 3 : 1, seconds);
        }

        private static Optional<String> after(String option, List<String> arguments) {
            int at = arguments.indexOf(option);
            return at < 0 || at + 1 == arguments.size() ? Optional.empty() : Optional.of(arguments.get(at + 1));
        }
    }

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toRealPath();
        Path classes = Path.of(arguments[1]);
        Plan plan = Plan.of(List.of(arguments));
        System.out.printf(
                "%s; %d cores, %s, Java %s; load from the same machine by wrk over %d connections; limits off; JSON and pages"
                        + " without compression unless told.%n",
                java.time.LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("java.version"),
                Wrk.CONNECTIONS);
        List<Aims.Aim> aims = new ArrayList<>();
        for (String database : plan.databases()) {
            aims.addAll(round(root, classes, plan, database));
        }
        Aims.print(aims);
    }

    private static List<Aims.Aim> round(Path root, Path classes, Plan plan, String database) throws Exception {
        try (Postgres server = database.equals("Derby") ? null : Postgres.start();
                Portal portal = new Portal(root, Optional.ofNullable(server).map(Postgres::url))) {
            Thread cleaner = new Thread(portal::stop);
            Runtime.getRuntime().addShutdownHook(cleaner);
            System.out.printf("%n## %s%n%n", database);
            System.out.printf("- first start to first page: %.1f s%n", portal.start());
            portal.waitForDemo();
            portal.stop();
            System.out.printf("- next start to first page: %.1f s%n", portal.start());
            portal.waitForModules();
            portal.deploy(classes.resolve("bench.jar"), "/bench/floor");
            Pages pages = new Pages(portal, Content.read(root), root.resolve("karaf-assembly/benchmarks/load.lua"));
            pages.load(SMALL, 1);
            Table small = pages.measure(plan.warm(), plan.measured());
            small.print("At 10,000 posts");
            Table large = small;
            if (plan.large() > 0) {
                pages.load(plan.large() - SMALL, 2);
                large = pages.measure(plan.warm(), plan.measured());
                large.print(String.format("At %,d posts", plan.large()));
                large.printKept(small);
            }
            System.out.println();
            Switches.measure(portal);
            long resident = portal.residentMebibytes();
            System.out.printf("- resident memory after that: %d MiB%n", resident);
            portal.stop();
            Runtime.getRuntime().removeShutdownHook(cleaner);
            return Aims.of(database, small, large, plan.large() > 0, resident);
        }
    }

    private static String processor() throws java.io.IOException {
        Path info = Path.of("/proc/cpuinfo");
        return !Files.exists(info)
                ? System.getProperty("os.arch")
                : Files.readAllLines(info).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).trim())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
    }
}
