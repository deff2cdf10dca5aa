package org.wanrenhui.portal.modules.internal.licence;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class HighWaterClockTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Memory memory = new Memory();
    private Instant system = NOON;
    private long steady;
    private final HighWaterClock clock = new HighWaterClock(() -> system, () -> steady, memory);

    @Test
    public void aClockSetBackChangesNothing() {
        assertEquals(NOON, clock.now());
        system = NOON.minus(Duration.ofDays(2));
        assertEquals(NOON, clock.now());
        system = NOON.plusSeconds(5);
        assertEquals(NOON.plusSeconds(5), clock.now());
    }

    @Test
    public void whatWasSeenHoldsAfterARestart() {
        clock.now();
        clock.save();
        HighWaterClock restarted = new HighWaterClock(() -> NOON.minus(Duration.ofDays(2)), () -> steady, memory);
        assertEquals(NOON, restarted.now());
    }

    @Test
    public void timeGoesOnUnderAClockThatWasSetBack() {
        clock.now();
        system = NOON.minus(Duration.ofDays(2));
        for (int hour = 1; hour <= 3; hour++) {
            steady += Duration.ofHours(1).toNanos();
            assertEquals(NOON.plus(Duration.ofHours(hour)), clock.now());
        }
        system = NOON.plus(Duration.ofHours(2));
        assertEquals(NOON.plus(Duration.ofHours(3)), clock.now());
    }

    @Test
    public void theMarkIsStoredWithinAMinuteAndNotAtEachLook() {
        clock.now();
        int first = memory.writes;
        for (int second = 1; second <= 60; second++) {
            system = NOON.plusSeconds(second);
            clock.now();
        }
        assertTrue(memory.mark.isAfter(NOON));
        assertTrue("writes: " + memory.writes, memory.writes <= first + 2);
    }

    private static final class Memory implements HighWaterClock.Store {
        private Instant mark = Instant.EPOCH;
        private int writes;

        @Override
        public Instant load() {
            return mark;
        }

        @Override
        public void raise(Instant to) {
            writes++;
            mark = to.isAfter(mark) ? to : mark;
        }
    }
}
