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
    public void aBlockThatHangsGetsNoFurtherThreadUntilItEnds() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            placed.begin();
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            placed.end(true);
        });
        thread.start();
        begun.await();
        assertTrue(placed.isFirst());
        assertTrue(placed.hangs(Long.MAX_VALUE, -1));
        assertFalse("not yet over the time of a first rendering", placed.hangs(-1, Long.MAX_VALUE));
        assertTrue(placed.underWayNanos() > 0);
        go.countDown();
        thread.join();
        assertFalse(placed.hangs(-1, -1));
        assertEquals(0, placed.underWayNanos());
    }

    @Test
    public void aBlockThatFailsAgainAndAgainRests() {
        placed.late("slow");
        placed.threw("fell over");
        assertEquals(PlacedBlock.Rest.NONE, placed.rest());
        placed.late("slow");
        assertEquals(PlacedBlock.Rest.RESTS, placed.rest());
        assertTrue(placed.rests());
        assertFalse(placed.threw());
        assertEquals("slow", placed.lastFailure());
        placed.well();
        assertEquals(PlacedBlock.Rest.NONE, placed.rest());
        assertEquals("", placed.lastFailure());
    }

    @Test
    public void aBlockThatShowsNothingIsNotForeverNew() {
        for (int i = 0; i < 3; i++) {
            assertTrue(placed.begin());
            placed.end(false);
        }
        assertFalse(placed.begin());
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
