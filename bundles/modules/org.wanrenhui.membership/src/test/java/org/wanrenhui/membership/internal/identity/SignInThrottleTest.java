package org.wanrenhui.membership.internal.identity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;
import org.wanrenhui.portal.api.web.Problem;

public class SignInThrottleTest {

    private final AtomicLong now = new AtomicLong();
    private final SignInThrottle throttle = new SignInThrottle(now::get, true);

    @Test
    public void countsFailuresUntilTheWindowEnds() {
        throttle.attempt("lin", 2);
        throttle.attempt("lin", 2);
        throttle.attempt("wang", 2);
        assertEquals(
                429,
                assertThrows(Problem.class, () -> throttle.attempt("lin", 2)).status());
        now.addAndGet(SignInThrottle.WINDOW.toNanos() + 1);
        throttle.attempt("lin", 2);
    }

    @Test
    public void doesNotCountSuccesses() {
        for (int i = 0; i < 100; i++) {
            throttle.attempt("lin", 1);
            throttle.undo("lin");
        }
        throttle.undo("nobody");
        throttle.attempt("lin", 1);
        throttle.forget("lin");
        throttle.attempt("lin", 1);
    }
}
