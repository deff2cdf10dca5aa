package org.wanrenhui.membership.internal.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A value read from the database and kept for a while. One thread reads it anew, the others get what there is meanwhile;
 * only the very first readers wait.
 */
public final class Kept<T> {

    private record Read<T>(T value, long at) {}

    private final Supplier<T> source;
    private final long keepNanos;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Read<T> last;
    private volatile boolean stale;

    public Kept(long keepMillis, Supplier<T> source) {
        this.source = source;
        keepNanos = keepMillis * 1_000_000;
    }

    /** The value, at most as old as it may be kept. */
    public T get() {
        Read<T> read = last;
        if (read == null) {
            return readAnew();
        }
        if ((stale || System.nanoTime() - read.at() > keepNanos) && reading.compareAndSet(false, true)) {
            try {
                return readAnew();
            } finally {
                reading.set(false);
            }
        }
        return read.value();
    }

    private T readAnew() {
        long at = System.nanoTime();
        stale = false;
        T value = source.get();
        last = new Read<>(value, at);
        return value;
    }

    /** The next call reads anew, because this node has changed what is kept. */
    public void invalidate() {
        stale = true;
    }
}
