import java.util.Arrays;

/** Switches the forum off and on as the operator's API does, each until its pages have followed. */
final class Switches {

    private static final int ROUNDS = 10;

    private Switches() {}

    static void measure(Portal portal) throws Exception {
        String token = portal.token("operator");
        long[] off = new long[ROUNDS];
        long[] on = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            off[i] = switchTo(portal, "DISABLED", 404, token);
            on[i] = switchTo(portal, "ENABLED", 200, token);
        }
        Arrays.sort(off);
        Arrays.sort(on);
        System.out.printf(
                "- forum off %.0f ms, on %.0f ms (medians of %d)%n",
                off[ROUNDS / 2] / 1e6, on[ROUNDS / 2] / 1e6, ROUNDS);
    }

    private static long switchTo(Portal portal, String desired, int expected, String token) throws Exception {
        long begin = System.nanoTime();
        portal.send("PUT", "/api/v1/modules/forum", "{\"desired\":\"" + desired + "\"}", token);
        portal.await("the forum to be " + desired, 60, () -> portal.status("/api/v1/forum/boards") == expected);
        return System.nanoTime() - begin;
    }
}
