package org.wanrenhui.portal.web.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ModuleCountersTest {

    private final ModuleCounters counters = new ModuleCounters();

    @Test
    public void nothingIsCountedBeforeAnythingHappens() {
        assertEquals(0, counters.figures().p95Millis());
        assertEquals(30, counters.figures().perMinute().size());
        assertTrue(counters.figures().lastErrorAt().isEmpty());
    }

    @Test
    public void theSlowFewDecideThePercentile() {
        for (int i = 0; i < 100; i++) {
            counters.begin();
            counters.end(i < 90 ? 2 : 700);
        }
        assertEquals(0, counters.inFlight());
        assertEquals(
                100,
                counters.figures().perMinute().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        long slow = counters.figures().p95Millis();
        assertTrue("was " + slow, slow >= 700 && slow <= 1024);
    }

    @Test
    public void parallelRequestsAreAllCounted() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    counters.begin();
                    counters.end(n % 50);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(
                40_000,
                counters.figures().perMinute().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    @Test
    public void theLastFailureIsRemembered() {
        counters.failed("x".repeat(400));
        assertEquals(1, counters.figures().errors());
        assertEquals(300, counters.figures().lastError().length());
    }
}
