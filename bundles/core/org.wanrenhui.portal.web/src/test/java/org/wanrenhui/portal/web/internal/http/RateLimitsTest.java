package org.wanrenhui.portal.web.internal.http;

import static org.junit.Assert.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class RateLimitsTest {

    @Test
    public void aClientWaitsOnceItsBurstIsSpent() {
        var clock = new AtomicLong();
        var limits = new RateLimits(new RateLimits.Rate(3, 0.5), clock::get);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, limits.take("a"));
        }
        assertEquals(2, limits.take("a"));
        assertEquals("others are not held up", 0, limits.take("b"));
        clock.addAndGet(2_000_000_000L);
        assertEquals(0, limits.take("a"));
        assertEquals(2, limits.take("a"));
    }
}
