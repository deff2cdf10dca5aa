package org.wanrenhui.portal.web.internal.module;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.wanrenhui.portal.api.spi.ModuleTraffic.Figures;

/** Figures of one module over the last half hour, one row per minute. Thread-safe and without a lock. */
final class ModuleCounters {

    private static final int MINUTES = 30;
    private static final int BUCKETS = 40;
    private static final int RECENT = 5;

    /** Requests of one minute by how long they took. */
    private record Row(long minute, AtomicIntegerArray buckets) {

        int total() {
            int total = 0;
            for (int i = 0; i < BUCKETS; i++) {
                total += buckets.get(i);
            }
            return total;
        }
    }

    private record Noted(Failure failure, Instant at) {}

    private final Visits requests = new Visits();
    private final Visits renderings = new Visits();
    private final LongAdder ended = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final AtomicReferenceArray<Row> rows = new AtomicReferenceArray<>(MINUTES);
    private volatile Noted last;

    /** Requests that are being served. */
    Visits requests() {
        return requests;
    }

    /** Blocks that are being rendered. */
    Visits renderings() {
        return renderings;
    }

    /** Counts a request that has ended. */
    void served(long tookNanos) {
        ended.increment();
        nanos.add(tookNanos);
        long millis = TimeUnit.NANOSECONDS.toMillis(tookNanos);
        row(System.currentTimeMillis() / 60_000).buckets().incrementAndGet(bucket(millis));
    }

    private Row row(long minute) {
        int index = (int) (minute % MINUTES);
        Row row = rows.get(index);
        while (row == null || row.minute() < minute) {
            Row fresh = new Row(minute, new AtomicIntegerArray(BUCKETS));
            row = rows.compareAndSet(index, row, fresh) ? fresh : rows.get(index);
        }
        return row;
    }

    void failed(Failure failure) {
        errors.increment();
        last = new Noted(failure, Instant.now());
    }

    /** Notes a page that went without a block, or with an older one. */
    void late(Failure failure) {
        late.increment();
        last = new Noted(failure, Instant.now());
    }

    /** The figures, with the last failure put into words. */
    Figures figures(Function<Failure, String> words) {
        long now = System.currentTimeMillis() / 60_000;
        List<Integer> perMinute = new ArrayList<>(MINUTES);
        long[] recent = new long[BUCKETS];
        for (long minute = now - MINUTES + 1; minute <= now; minute++) {
            Row row = rows.get((int) (minute % MINUTES));
            boolean known = row != null && row.minute() == minute;
            perMinute.add(known ? row.total() : 0);
            for (int i = 0; known && minute > now - RECENT && i < BUCKETS; i++) {
                recent[i] += row.buckets().get(i);
            }
        }
        Optional<Noted> noted = Optional.ofNullable(last);
        return new Figures(
                perMinute,
                ended.sum(),
                TimeUnit.NANOSECONDS.toMillis(nanos.sum()),
                p95(recent),
                errors.sum(),
                late.sum(),
                noted.map(Noted::failure).map(words).orElse(""),
                noted.map(Noted::at));
    }

    private static long p95(long[] counts) {
        long total = Arrays.stream(counts).sum();
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen * 100 >= total * 95) {
                return upperBound(i);
            }
        }
        return 0;
    }

    /** Two buckets for each doubling: fine enough to see trouble coming. */
    private static int bucket(long millis) {
        int bucket = 0;
        while (bucket < BUCKETS - 1 && upperBound(bucket) < millis) {
            bucket++;
        }
        return bucket;
    }

    private static long upperBound(int bucket) {
        long power = 1L << (bucket / 2);
        return bucket % 2 == 0 ? power : power + power / 2;
    }
}
