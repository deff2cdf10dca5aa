package org.wanrenhui.portal.web.internal.page;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.web.internal.module.ModuleInfo;

/** A module's block with what is asked of it once, and how it is doing. Thread-safe. */
final class PlacedBlock {

    private static final int MOST_STUCK = 4;
    private static final long REPORT_EVERY_NANOS = 10_000_000_000L;

    private enum State {
        NEW,
        FIRST,
        KNOWN
    }

    private final Block block;
    private final Bundle bundle;
    private final ModuleInfo module;
    private final String name;
    private final Set<String> places;
    private final int order;
    private final Duration keepFor;
    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();
    private volatile long firstBegun;
    private volatile State state = State.NEW;
    private final AtomicLong reportedAt = new AtomicLong(System.nanoTime() - REPORT_EVERY_NANOS);

    /** Asks the block for its name, places, order and age; whatever it throws keeps it out of every page. */
    PlacedBlock(Block block, Bundle bundle, ModuleInfo module) {
        this.block = block;
        this.bundle = bundle;
        this.module = module;
        this.name = block.name();
        this.places = Set.copyOf(block.places());
        this.order = block.order();
        this.keepFor = block.keepFor();
    }

    Block block() {
        return block;
    }

    Bundle bundle() {
        return bundle;
    }

    /** Null when the bundle is no module. */
    ModuleInfo module() {
        return module;
    }

    String name() {
        return name;
    }

    boolean fills(String place) {
        return places.contains(place);
    }

    int order() {
        return order;
    }

    /** How long a rendering may be shown to others; zero for not at all. */
    Duration keepFor() {
        return keepFor;
    }

    /** Notes that the calling thread renders the block from now on. */
    void begin() {
        long now = System.nanoTime();
        begun.put(Thread.currentThread(), now);
        if (state == State.NEW) {
            firstBegun = now;
            state = State.FIRST;
        }
    }

    /** Notes that the calling thread is done with it, and whether there was anything to show. */
    void end(boolean shown) {
        begun.remove(Thread.currentThread());
        if (shown) {
            state = State.KNOWN;
        } else if (state == State.FIRST) {
            state = State.NEW;
        }
    }

    /**
     * Until when a page waits for it: to the given end, except that its first rendering, which loads classes, asks
     * the database for the first time and reads its template, has longer, once.
     */
    long deadline(long end, long firstBudgetNanos) {
        return switch (state) {
            case NEW -> System.nanoTime() + firstBudgetNanos;
            case FIRST -> Math.max(end, firstBegun + firstBudgetNanos);
            case KNOWN -> end;
        };
    }

    /** Whether it hangs so often that no further thread should be spent on it. */
    boolean stuck(long budgetNanos) {
        if (begun.size() < MOST_STUCK) {
            return false;
        }
        long now = System.nanoTime();
        return begun.values().stream()
                        .filter(since -> now - since > budgetNanos)
                        .count()
                >= MOST_STUCK;
    }

    /** Whether its failure should be written down again; a broken block on a busy page would fill the log. */
    boolean reportDue() {
        long last = reportedAt.get();
        long now = System.nanoTime();
        return now - last >= REPORT_EVERY_NANOS && reportedAt.compareAndSet(last, now);
    }
}
