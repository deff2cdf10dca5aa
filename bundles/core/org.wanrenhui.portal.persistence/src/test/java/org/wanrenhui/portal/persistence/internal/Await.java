package org.wanrenhui.portal.persistence.internal;

import java.util.function.BooleanSupplier;

/** Waits for something that will be true soon, and fails when it is not. */
public final class Await {

    private static final long DEADLINE_NANOS = 20_000_000_000L;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE_NANOS) {
                throw new AssertionError("still not: " + what);
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
