package org.wanrenhui.portal.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, with a deadline. */
public final class Await {

    private Await() {}

    /** Returns how long it took, in milliseconds. Fails with the description when the deadline passes. */
    public static long until(String description, Duration deadline, Callable<Boolean> condition) {
        long start = System.nanoTime();
        Throwable last = null;
        while (System.nanoTime() - start < deadline.toNanos()) {
            try {
                if (condition.call()) {
                    return (System.nanoTime() - start) / 1_000_000;
                }
                last = null;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("not within " + deadline.toMillis() + " ms: " + description, last);
    }
}
