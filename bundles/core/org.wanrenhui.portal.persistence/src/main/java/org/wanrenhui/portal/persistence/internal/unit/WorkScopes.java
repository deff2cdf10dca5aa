package org.wanrenhui.portal.persistence.internal.unit;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What every thread is in the middle of: reads and writes of any unit, nested. Lets a nested read, an event and an audit
 * entry use the connection of the write around them.
 */
public final class WorkScopes {

    private static final long WAIT_SECONDS = 10;

    private final ThreadLocal<Scope> current = new ThreadLocal<>();
    private final Semaphore outermostWrites;
    private volatile Runnable onPublished = () -> {};

    /**
     * Makes the scopes of a node.
     *
     * @param poolSize connections of the pool; outermost writes take two thirds at most, so that what is called inside
     *                 them always finds a connection and writers cannot wait for each other in a circle
     */
    public WorkScopes(int poolSize) {
        this.outermostWrites = new Semaphore(Math.max(1, poolSize * 2 / 3));
    }

    /** One read or write in progress on a thread. Not shared between threads. */
    static final class Scope {

        final JpaTransactions unit;
        final EntityManager em;
        final Scope outer;
        private final boolean write;
        private final Scope joined;
        private Connection connection;
        private final List<Object[]> published = new ArrayList<>();
        private boolean doomed;

        private Scope(JpaTransactions unit, EntityManager em, Scope outer, boolean write, Scope joined) {
            this.unit = unit;
            this.em = em;
            this.outer = outer;
            this.write = write;
            this.joined = joined;
            this.connection = joined == null ? null : joined.connection;
        }

        static Scope read(JpaTransactions unit, EntityManager em, Scope outer) {
            return new Scope(unit, em, outer, false, null);
        }

        static Scope write(JpaTransactions unit, EntityManager em, Scope outer) {
            return new Scope(unit, em, outer, true, null);
        }

        static Scope join(Scope joined, Scope outer) {
            return new Scope(joined.unit, joined.em, outer, true, joined);
        }

        boolean isWrite() {
            return write;
        }

        void connected(Connection to) {
            connection = to;
        }

        /** The scope that began the transaction. */
        Scope root() {
            return joined == null ? this : joined.root();
        }

        void doom() {
            root().doomed = true;
        }

        boolean isDoomed() {
            return doomed;
        }

        List<Object[]> published() {
            return published;
        }

        Connection connection() {
            return connection;
        }

        boolean hasPublished() {
            return !published.isEmpty();
        }
    }

    /** Called on the committing thread after a transaction with events has committed. */
    public void onPublished(Runnable listener) {
        onPublished = listener;
    }

    /** Adds a row to what the innermost write publishes at its end; false when the innermost scope is no write. */
    public boolean publish(Object[] row) {
        Scope scope = current.get();
        if (scope == null || !scope.isWrite()) {
            return false;
        }
        scope.root().published.add(row);
        return true;
    }

    /** Connection of the nearest write around the calling code, of whatever unit. */
    public Optional<Connection> writing() {
        for (Scope scope = current.get(); scope != null; scope = scope.outer) {
            if (scope.connection != null) {
                return Optional.of(scope.connection);
            }
        }
        return Optional.empty();
    }

    Scope current() {
        return current.get();
    }

    /** The nearest scope of a unit on this thread, or null. */
    Scope nearest(JpaTransactions unit) {
        Scope scope = current.get();
        while (scope != null && scope.unit != unit) {
            scope = scope.outer;
        }
        return scope;
    }

    void enter(Scope scope) {
        current.set(scope);
    }

    void leave(Scope scope) {
        if (scope.outer == null) {
            current.remove();
        } else {
            current.set(scope.outer);
        }
    }

    void committed(Scope scope) {
        if (scope.hasPublished()) {
            onPublished.run();
        }
    }

    /** Takes a place among the outermost writes. */
    void admit() {
        try {
            if (!outermostWrites.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("too many transactions at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a transaction", e);
        }
    }

    void release() {
        outermostWrites.release();
    }
}
