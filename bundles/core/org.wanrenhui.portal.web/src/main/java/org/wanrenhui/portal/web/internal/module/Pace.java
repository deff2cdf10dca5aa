package org.wanrenhui.portal.web.internal.module;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * While a module is switched, pages take turns, one more at a time than there are processors. A switch is loading classes and
 * putting an application together, on one thread; among dozens of pages that all want to compute it would get a dozenth of
 * a processor. As many pages are answered as without it, and none waits longer than {@link #LONGEST} for its turn. Thread-safe.
 */
@Component(service = Pace.class)
public final class Pace {

    private static final Duration LONGEST = Duration.ofMillis(100);
    /** What follows a change: the web layer takes in what has come. */
    private static final Duration AFTERWARDS = Duration.ofMillis(500);

    private final Semaphore turns;
    private final AtomicInteger changes = new AtomicInteger();
    private final LongSupplier clock;
    private volatile long until;

    @Activate
    public Pace() {
        this(Runtime.getRuntime().availableProcessors() + 1, System::nanoTime);
    }

    /** With so many turns and a clock that counts nanoseconds from anywhere. */
    Pace(int turns, LongSupplier clock) {
        this.turns = new Semaphore(turns, true);
        this.clock = clock;
        this.until = clock.getAsLong();
    }

    /** A module begins to change. */
    void slow() {
        changes.incrementAndGet();
    }

    /** It has changed. */
    void free() {
        until = clock.getAsLong() + AFTERWARDS.toNanos();
        changes.decrementAndGet();
    }

    /** Waits for a turn where there are any; true when it got one, which is to be given back. */
    public boolean take() {
        if (changes.get() == 0 && clock.getAsLong() - until >= 0) {
            return false;
        }
        try {
            return turns.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends a turn that was got. */
    public void giveBack() {
        turns.release();
    }
}
