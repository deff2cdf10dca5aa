package org.wanrenhui.portal.modules.internal.licence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time by which licences are judged: the highest ever seen, and from there on as much later as has really passed. A
 * clock that is set back neither turns time back nor stops it: the mark is stored and asked for again after a restart, and
 * while the process lives, the machine's steady counter moves it on. Thread-safe.
 */
public final class HighWaterClock {

    /** How much may be lost when the process is killed. */
    private static final Duration STORE_EVERY = Duration.ofSeconds(30);

    /** Where the mark is kept. */
    public interface Store {

        /** The stored mark, or {@link Instant#EPOCH}. */
        Instant load();

        /** Raises the stored mark; never lowers it. */
        void raise(Instant to);
    }

    private final Supplier<Instant> system;
    private final LongSupplier steady;
    private final Store store;
    private Instant highest;
    private long highestAt;
    private Instant stored;

    /**
     * @param system the machine's clock, which somebody may set
     * @param steady nanoseconds from any beginning, which nobody can set
     */
    public HighWaterClock(Supplier<Instant> system, LongSupplier steady, Store store) {
        this.system = system;
        this.steady = steady;
        this.store = store;
        this.stored = store.load();
        this.highest = stored;
        this.highestAt = steady.getAsLong();
    }

    /** The highest time seen so far, which includes this very moment. In milliseconds. */
    public synchronized Instant now() {
        long nanos = steady.getAsLong();
        Instant lived = highest.plusNanos(Math.max(0, nanos - highestAt));
        Instant now = system.get();
        highest = now.isAfter(lived) ? now : lived;
        highestAt = nanos;
        if (highest.isAfter(stored.plus(STORE_EVERY))) {
            save();
        }
        return highest.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Stores the mark, for example before the process ends. */
    public synchronized void save() {
        Instant mark = highest.truncatedTo(ChronoUnit.MILLIS);
        if (mark.isAfter(stored)) {
            store.raise(mark);
            stored = mark;
        }
    }
}
