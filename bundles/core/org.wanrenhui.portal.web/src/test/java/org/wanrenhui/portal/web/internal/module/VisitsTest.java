package org.wanrenhui.portal.web.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

public class VisitsTest {

    private final Visits visits = new Visits();

    @Test
    public void whatIsBegunInsideIsKnownByTheLoader() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[0])) {
            visits.enter(loader);
            assertEquals(1, visits.count());
            assertSame(loader, new Thread(() -> {}).getContextClassLoader());
            visits.leave();
        }
        assertEquals(0, visits.count());
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    public void whoHangsIsEndedAndGoesOnUnharmed() throws Exception {
        var inside = new CountDownLatch(1);
        var afterwards = new AtomicBoolean(true);
        Thread thread = new Thread(() -> {
            visits.enter(null);
            try {
                inside.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                visits.leave();
            }
            afterwards.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        inside.await();
        assertTrue(visits.longerThan(-1) == 1 && visits.longerThan(Long.MAX_VALUE) == 0);
        assertEquals(1, visits.end(false));
        thread.join(10_000);
        assertFalse("the interrupt was for the module", afterwards.get());
        assertEquals(0, visits.end(false));
    }

    @Test
    public void whoSpinsIsEndedByForce() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new AtomicBoolean(true);
        Thread thread = new Thread(() -> {
            visits.enter(null);
            try {
                inside.countDown();
                while (go.get()) {
                    Thread.onSpinWait();
                }
            } finally {
                visits.leave();
            }
        });
        thread.setUncaughtExceptionHandler((ended, how) -> {});
        thread.start();
        inside.await();
        visits.end(false);
        assertEquals(1, visits.end(true));
        boolean can = Runtime.version().feature() < 20;
        thread.join(can ? 10_000 : 100);
        assertEquals(can, !thread.isAlive());
        go.set(false);
        thread.join(10_000);
        assertEquals(0, visits.count());
    }
}
