package org.wanrenhui.portal.persistence.internal.database;

import org.wanrenhui.portal.api.spi.QueryStatistics;

/** Statements and their time by thread. Keeps plain numbers only, so that a thread that lives on keeps nothing alive. */
public final class QueryCounter implements QueryStatistics {

    private static final ThreadLocal<long[]> FIGURES = ThreadLocal.withInitial(() -> new long[2]);

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
