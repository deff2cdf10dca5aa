package org.wanrenhui.portal.persistence.internal.unit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Dialect;
import org.wanrenhui.portal.persistence.internal.database.QueryCounter;
import org.wanrenhui.portal.persistence.internal.outbox.Outbox;
import org.wanrenhui.portal.persistence.internal.unit.WorkScopes.Scope;

/** Transactions over one persistence unit. */
final class JpaTransactions implements Transactions {

    private static final Logger QUERIES = LoggerFactory.getLogger("org.wanrenhui.portal.persistence.queries");

    private final String name;
    private final EntityManagerFactory factory;
    private final Dialect dialect;
    private final WorkScopes scopes;
    private final QueryCounter counter = new QueryCounter();

    JpaTransactions(String name, EntityManagerFactory factory, Dialect dialect, WorkScopes scopes) {
        this.name = name;
        this.factory = factory;
        this.dialect = dialect;
        this.scopes = scopes;
    }

    @Override
    public <T> T read(Work<T> work) {
        Scope around = scopes.nearest(this);
        if (around != null) {
            if (!around.isWrite()) {
                return work.with(around.em);
            }
            // The read has a manager of its own, so it sees of the write around it what has been flushed.
            around.em.flush();
        }
        EntityManager em = factory.createEntityManager();
        Scope scope = Scope.read(this, em, scopes.current());
        scopes.enter(scope);
        try {
            return QUERIES.isDebugEnabled() ? measured("read", work, em) : work.with(em);
        } finally {
            scopes.leave(scope);
            em.close();
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        Scope around = scopes.nearest(this);
        if (around != null) {
            return join(around, work);
        }
        if (scopes.writing().isPresent()) {
            return begin(work);
        }
        scopes.admit();
        try {
            return withReruns(work);
        } finally {
            scopes.release();
        }
    }

    private <T> T join(Scope around, Work<T> work) {
        if (!around.isWrite()) {
            throw new IllegalStateException("a write inside a read of " + name);
        }
        Scope scope = Scope.join(around, scopes.current());
        scopes.enter(scope);
        boolean done = false;
        try {
            T result = work.with(around.em);
            done = true;
            return result;
        } finally {
            scopes.leave(scope);
            if (!done) {
                scope.doom();
            }
        }
    }

    private <T> T withReruns(Work<T> work) {
        for (int run = 0; ; run++) {
            try {
                return begin(work);
            } catch (RuntimeException e) {
                if (run == Database.RERUNS || !dialect.isVictim(e)) {
                    throw e;
                }
                QUERIES.debug("{}: victim of a deadlock, again", name, e);
                Database.pause(run);
            }
        }
    }

    private <T> T begin(Work<T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            Scope scope = Scope.write(this, em, scopes.current());
            T result = inside(scope, work);
            em.getTransaction().commit();
            scopes.committed(scope);
            return result;
        } finally {
            close(em);
        }
    }

    private <T> T inside(Scope scope, Work<T> work) {
        scopes.enter(scope);
        try {
            // Begins the database's transaction at once, so that the first reads are part of it.
            scope.connected(scope.em.unwrap(Connection.class));
            T result = QUERIES.isDebugEnabled() ? measured("write", work, scope.em) : work.with(scope.em);
            if (scope.isDoomed()) {
                throw new IllegalStateException("a write that joined this one of " + name + " failed and was ignored");
            }
            Outbox.write(scope.connection(), scope.published());
            return result;
        } finally {
            scopes.leave(scope);
        }
    }

    /** Must not throw, or it would hide what the work threw. */
    private void close(EntityManager em) {
        try {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        } catch (RuntimeException e) {
            QUERIES.warn("{}: rollback failed", name, e);
        } finally {
            em.close();
        }
    }

    private <T> T measured(String kind, Work<T> work, EntityManager em) {
        long count = counter.count();
        long nanos = counter.nanos();
        try {
            return work.with(em);
        } finally {
            QUERIES.debug(
                    "{} {}: {} queries, {} µs", name, kind, counter.count() - count, (counter.nanos() - nanos) / 1000);
        }
    }
}
