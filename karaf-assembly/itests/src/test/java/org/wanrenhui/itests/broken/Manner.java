package org.wanrenhui.itests.broken;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;

/** How the module misbehaves: header {@code Broken-Manner}. */
final class Manner {

    private static volatile long counter;

    private Manner() {}

    static boolean is(Bundle bundle, String manner) {
        return manner.equals(bundle.getHeaders("").get("Broken-Manner"));
    }

    /** Listens to nobody. */
    static void waitForEver() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                counter++;
            }
        }
    }

    static void spinForEver() {
        while (true) {
            counter++;
        }
    }
}
