package org.wanrenhui.portal.web.internal.module;

/** What is left to end a thread that does not listen (docs/adr/0012). */
final class LastMeans {

    private LastMeans() {}

    /** Stops it where the Java runtime still can; later ones cannot, and then it runs until the portal ends. */
    @SuppressWarnings({"deprecation", "removal"})
    static void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException e) {
            // said by what remains to be counted
        }
    }
}
