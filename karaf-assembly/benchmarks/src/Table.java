import java.util.LinkedHashMap;
import java.util.Map;

/** Results by what was measured, in the order of measuring. */
final class Table {

    private final Map<String, Wrk.Result> rows = new LinkedHashMap<>();

    void add(String what, Wrk.Result result) {
        rows.put(what, result);
    }

    Wrk.Result row(String what) {
        return rows.get(what);
    }

    void print(String title) {
        System.out.printf("%n### %s%n%n", title);
        System.out.println("| what | per second | median | 99 % | failed |");
        System.out.println("|---|---:|---:|---:|---:|");
        rows.forEach((what, result) -> {
            boolean mixed = result.postsPerSecond() > 0 && result.postsPerSecond() < result.perSecond() * 0.9;
            String rate = mixed
                    ? String.format("%,.0f (%.0f posts)", result.perSecond(), result.postsPerSecond())
                    : String.format("%,.0f", result.perSecond());
            System.out.printf(
                    "| %s | %s | %.1f ms | %.1f ms | %d |%n",
                    what, rate, result.medianMillis(), result.worstMillis(), result.failed());
        });
    }

    /** Prints how much of the throughput of another table is left. */
    void printKept(Table before) {
        System.out.printf("%n| what | kept |%n|---|---:|%n");
        rows.forEach((what, result) -> System.out.printf(
                "| %s | %.0f %% |%n", what, 100 * result.perSecond() / before.row(what).perSecond()));
    }
}
