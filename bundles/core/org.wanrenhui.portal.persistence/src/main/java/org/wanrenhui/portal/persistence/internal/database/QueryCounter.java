package org.wanrenhui.portal.persistence.internal.database;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.wanrenhui.portal.api.data.DataFigures.Statements;
import org.wanrenhui.portal.api.spi.QueryStatistics;

/**
 * Statements and their time, by thread and by unit. Keeps plain numbers only, so that a thread that lives on keeps nothing
 * alive.
 */
public final class QueryCounter implements QueryStatistics {

    private static final ThreadLocal<long[]> FIGURES = ThreadLocal.withInitial(() -> new long[2]);

    private record Sum(LongAdder count, LongAdder nanos) {}

    private static final ConcurrentMap<String, Sum> UNITS = new ConcurrentHashMap<>();

    /** Counts one statement of the calling thread for a unit. */
    public static void counted(String unit, long nanos) {
        counted(nanos);
        Sum sum = UNITS.computeIfAbsent(unit, name -> new Sum(new LongAdder(), new LongAdder()));
        sum.count().increment();
        sum.nanos().add(nanos);
    }

    /** What a unit of that name has sent since the node started. */
    public static Statements of(String unit) {
        Sum sum = UNITS.get(unit);
        return sum == null
                ? new Statements(0, 0)
                : new Statements(sum.count().sum(), sum.nanos().sum() / 1_000_000);
    }

    /** Counts one statement of the calling thread. */
    public static void counted(long nanos) {
        long[] figures = FIGURES.get();
        figures[0]++;
        figures[1] += nanos;
    }

    @Override
    public void reset() {
        long[] figures = FIGURES.get();
        figures[0] = 0;
        figures[1] = 0;
    }

    @Override
    public long count() {
        return FIGURES.get()[0];
    }

    @Override
    public long nanos() {
        return FIGURES.get()[1];
    }
}
