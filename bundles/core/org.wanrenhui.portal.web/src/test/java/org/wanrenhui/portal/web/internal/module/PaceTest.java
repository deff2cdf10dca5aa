package org.wanrenhui.portal.web.internal.module;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class PaceTest {

    private final Pace pace = new Pace(2);

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
    public void theyLastALittleLongerThanTheChange() throws InterruptedException {
        pace.slow();
        pace.slow();
        pace.free();
        pace.free();
        assertTrue(pace.take());
        pace.giveBack();
        Thread.sleep(700);
        assertFalse(pace.take());
    }
}
