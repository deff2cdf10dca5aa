package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

public class PlacedBlockTest {

    private static final class Empty implements Block {
        @Override
        public String name() {
            return "garden.beds";
        }

        @Override
        public Set<String> places() {
            return Set.of("home.main");
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Optional<Page> show(String place, Context context) {
            return Optional.empty();
        }
    }

    private final PlacedBlock placed = new PlacedBlock(new Empty(), null, null);

    @Test
    public void aBlockThatHangsOnSeveralPagesIsStuckUntilItEnds() throws InterruptedException {
        var begun = new CountDownLatch(4);
        var go = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                placed.begin();
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                placed.end(true);
            });
            threads[i].start();
        }
        begun.await();
        assertTrue(placed.stuck(-1));
        assertFalse("not yet over its time", placed.stuck(Long.MAX_VALUE));
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertFalse(placed.stuck(-1));
    }

    @Test
    public void itsFirstRenderingHasLongerOnce() {
        long end = System.nanoTime();
        assertTrue(placed.deadline(end, 1_000_000_000L) > end);
        placed.begin();
        assertTrue(placed.deadline(end, 1_000_000_000L) > end);
        assertEquals("it began longer ago than that", end, placed.deadline(end, -1_000_000_000L));
        placed.end(false);
        assertTrue("nothing to show is no rendering", placed.deadline(end, 1_000_000_000L) > end);
        placed.begin();
        placed.end(true);
        assertEquals(end, placed.deadline(end, 1_000_000_000L));
    }

    @Test
    public void itsFailureIsWrittenDownOnceInAWhile() {
        assertTrue(placed.reportDue());
        assertFalse(placed.reportDue());
    }
}
