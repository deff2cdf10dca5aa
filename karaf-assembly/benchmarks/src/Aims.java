import java.util.ArrayList;
import java.util.List;

/** The figures that are wanted, and whether they were reached in this run. */
final class Aims {

    /** One aim; {@code measured} against {@code wanted}, either at least or at most. */
    record Aim(String what, double wanted, boolean atLeast, double measured) {

        boolean reached() {
            return atLeast ? measured >= wanted : measured <= wanted;
        }
    }

    private Aims() {}

    static List<Aim> of(String database, Table small, Table large, boolean compared, long resident) {
        List<Aim> aims = new ArrayList<>();
        rate(aims, database, small, Pages.TOPIC_ONE, 2_000);
        rate(aims, database, small, Pages.TOPIC_SOME, 2_000);
        rate(aims, database, small, Pages.TOPIC_RENDERED, 2_000);
        rate(aims, database, small, Pages.TOPIC_MEMBER, 1_200);
        rate(aims, database, large, Pages.SEARCH, 200);
        rate(aims, database, large, Pages.POST_ONE, 300);
        rate(aims, database, large, Pages.POST_MANY, 300);
        if (compared) {
            kept(aims, database, small, large, Pages.BOARD, 80);
            kept(aims, database, small, large, Pages.TOPIC_SOME, 80);
            kept(aims, database, small, large, Pages.TOPIC_RENDERED, 80);
            kept(aims, database, small, large, Pages.TOPIC_ALL, 80);
            kept(aims, database, small, large, Pages.TOPIC_MEMBER, 80);
            kept(aims, database, small, large, Pages.HOT, 80);
            kept(aims, database, small, large, Pages.SEARCH, 50);
        }
        aims.add(new Aim(database + ": resident MiB", 700, false, resident));
        return aims;
    }

    private static void rate(List<Aim> aims, String database, Table table, String what, double wanted) {
        aims.add(new Aim(
                database + ": " + what + ", per second",
                wanted,
                true,
                table.row(what).perSecond()));
    }

    private static void kept(List<Aim> aims, String database, Table small, Table large, String what, double wanted) {
        double percent =
                100 * large.row(what).perSecond() / small.row(what).perSecond();
        aims.add(new Aim(database + ": " + what + ", % kept", wanted, true, percent));
    }

    static void print(List<Aim> aims) {
        System.out.printf("%n## Aims%n%n| aim | wanted | measured | reached |%n|---|---:|---:|---|%n");
        for (Aim aim : aims) {
            System.out.printf(
                    "| %s | %s %,.0f | %,.0f | %s |%n",
                    aim.what(), aim.atLeast() ? "≥" : "≤", aim.wanted(), aim.measured(), aim.reached() ? "yes" : "no");
        }
    }
}
