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

    /** Renderings in a row that were late or threw, after which pages do without the block for a while. */
    private static final int MOST_FAILURES = 3;

    /** A block that has shown nothing so often is taken as it is. */
    private static final int MOST_EMPTY_FIRSTS = 3;

    private static final long REST_NANOS = 5_000_000_000L;
    private static final long REPORT_EVERY_NANOS = 10_000_000_000L;

    private enum State {
        NEW,
        FIRST,
        KNOWN
    }

    /** See {@link #rest()}. */
    enum Rest {
        NONE,
        RESTS,
        TRIAL
    }

    private final Block block;
    private final Bundle bundle;
    private final ModuleInfo module;
    private final String name;
    private final Set<String> places;
    private final int order;
    private final Duration keepFor;
    private volatile int emptyFirsts;
    private final Map<Thread, Long> begun = new ConcurrentHashMap<>();
    private volatile long firstBegun;
    private volatile State state = State.NEW;
    private int failures;
    private long restsUntil;
    private volatile String lastFailure = "";
    private volatile boolean threw;
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

    Set<String> places() {
        return places;
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

    /** Notes that the calling thread renders the block from now on; true when nobody has done so before. */
    boolean begin() {
        long now = System.nanoTime();
        begun.put(Thread.currentThread(), now);
        boolean first = state == State.NEW;
        if (first) {
            firstBegun = now;
            state = State.FIRST;
        }
        return first;
    }

    /** Notes that the calling thread is done with it, and whether there was anything to show. */
    void end(boolean shown) {
        begun.remove(Thread.currentThread());
        if (shown) {
            state = State.KNOWN;
        } else if (state == State.FIRST) {
            state = ++emptyFirsts < MOST_EMPTY_FIRSTS ? State.NEW : State.KNOWN;
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

    /** Whether a rendering has taken longer than it may and is still under way: no further thread is spent on it. */
    boolean hangs(long budgetNanos, long firstBudgetNanos) {
        long allowed = state == State.FIRST ? firstBudgetNanos : budgetNanos;
        long now = System.nanoTime();
        return begun.values().stream().anyMatch(since -> now - since > allowed);
    }

    /** For how long the oldest rendering has been under way; zero when there is none. */
    long underWayNanos() {
        long now = System.nanoTime();
        return begun.values().stream().mapToLong(since -> now - since).max().orElse(0);
    }

    /** Whether its very first rendering is under way. */
    boolean isFirst() {
        return state == State.FIRST;
    }

    /** Counts a rendering that went well. */
    synchronized void well() {
        failures = 0;
        restsUntil = 0;
        lastFailure = "";
        threw = false;
    }

    /** Counts a rendering that was late. */
    void late(String what) {
        failed(what, false);
    }

    /** Counts a rendering that threw. */
    void threw(String what) {
        failed(what, true);
    }

    private synchronized void failed(String what, boolean byThrowing) {
        failures++;
        lastFailure = what;
        threw = byThrowing;
        if (failures >= MOST_FAILURES) {
            restsUntil = System.nanoTime() + REST_NANOS;
        }
    }

    /**
     * Whether pages do without it for now. When it has rested, one page is told so by {@link Rest#TRIAL}: it renders the
     * block without waiting for it.
     */
    synchronized Rest rest() {
        if (failures < MOST_FAILURES) {
            return Rest.NONE;
        }
        long now = System.nanoTime();
        if (now - restsUntil < 0) {
            return Rest.RESTS;
        }
        restsUntil = now + REST_NANOS;
        return Rest.TRIAL;
    }

    /** Whether pages do without it for now. */
    synchronized boolean rests() {
        return failures >= MOST_FAILURES;
    }

    /** Whether its last rendering threw. */
    boolean threw() {
        return threw;
    }

    /** What went wrong with it last; empty when its last rendering went well. */
    String lastFailure() {
        return lastFailure;
    }

    /** Whether its failure should be written down again; a broken block on a busy page would fill the log. */
    boolean reportDue() {
        long last = reportedAt.get();
        long now = System.nanoTime();
        return now - last >= REPORT_EVERY_NANOS && reportedAt.compareAndSet(last, now);
    }
}
