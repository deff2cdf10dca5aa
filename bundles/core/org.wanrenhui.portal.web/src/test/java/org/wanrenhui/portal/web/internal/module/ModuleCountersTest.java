package org.wanrenhui.portal.web.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.wanrenhui.portal.api.spi.ModuleTraffic.Figures;

public class ModuleCountersTest {

    private final ModuleCounters counters = new ModuleCounters();

    private Figures figures() {
        return counters.figures(failure -> failure.key() + " " + failure.arguments()[0]);
    }

    @Test
    public void nothingIsCountedBeforeAnythingHappens() {
        assertEquals(0, figures().p95Millis());
        assertEquals(30, figures().perMinute().size());
        assertTrue(figures().lastErrorAt().isEmpty());
    }

    @Test
    public void theSlowFewDecideThePercentile() {
        for (int i = 0; i < 100; i++) {
            counters.served((i < 90 ? 2 : 700) * 1_000_000L);
        }
        assertEquals(100, figures().requests());
        assertEquals(90 * 2 + 10 * 700, figures().millis());
        assertEquals(
                100, figures().perMinute().stream().mapToInt(Integer::intValue).sum());
        long slow = figures().p95Millis();
        assertTrue("was " + slow, slow >= 700 && slow <= 1024);
    }

    @Test
    public void parallelRequestsAreAllCounted() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    counters.served(n % 50 * 1_000_000L);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(
                40_000,
                figures().perMinute().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    public void theLastFailureIsRemembered() {
        counters.failed(new Failure("traffic.failed.block-slow", "forum.hot", 300L));
        counters.failed(new Failure("traffic.failed.request", "x".repeat(400)));
        assertEquals(2, figures().errors());
        assertTrue(figures().lastErrorAt().isPresent());
        String words = figures().lastError();
        assertEquals("traffic.failed.request " + "x".repeat(300) + "…", words);
        counters.late(new Failure("traffic.failed.block-slow", "forum.hot", 300L));
        assertEquals("what is late has not failed", 2, figures().errors());
        assertEquals(1, figures().late());
    }
}
