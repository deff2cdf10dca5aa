package org.wanrenhui.portal.modules.internal.licence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The time by which licences are judged: the highest ever seen. A clock that is set back changes nothing, because what
 * was seen is stored and asked for again after a restart. Thread-safe.
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
    private final Store store;
    private Instant highest;
    private Instant stored;

    public HighWaterClock(Supplier<Instant> system, Store store) {
        this.system = system;
        this.store = store;
        this.stored = store.load();
        this.highest = stored;
    }

    /** The highest time seen so far, which includes this very moment. */
    public synchronized Instant now() {
        Instant now = system.get().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(highest)) {
            highest = now;
        }
        if (highest.isAfter(stored.plus(STORE_EVERY))) {
            save();
        }
        return highest;
    }

    /** Stores the mark, for example before the process ends. */
    public synchronized void save() {
        if (highest.isAfter(stored)) {
            store.raise(highest);
            stored = highest;
        }
    }
}
