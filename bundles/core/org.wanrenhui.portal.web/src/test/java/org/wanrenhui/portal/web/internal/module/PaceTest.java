package org.wanrenhui.portal.web.internal.module;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class PaceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Pace pace = new Pace(2, now::get);

    @Test
    public void usuallyThereAreNoTurns() {
        for (int i = 0; i < 100; i++) {
            assertFalse(pace.take());
        }
    }

    @Test
    public void whileAModuleChangesThereAreTurns() {
        pace.slow();
        assertTrue(pace.take());
        assertTrue(pace.take());
        assertFalse("it goes on without a turn after a while", pace.take());
        pace.giveBack();
        assertTrue(pace.take());
    }

    @Test
    public void theyLastALittleLongerThanTheLastChange() {
        pace.slow();
        pace.slow();
        pace.free();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertTrue("another module still changes", pace.take());
        pace.giveBack();
        pace.free();
        now.addAndGet(Duration.ofMillis(499).toNanos());
        assertTrue(pace.take());
        pace.giveBack();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertFalse(pace.take());
    }
}
