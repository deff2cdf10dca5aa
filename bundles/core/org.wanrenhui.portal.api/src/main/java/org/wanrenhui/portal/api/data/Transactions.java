package org.wanrenhui.portal.api.data;

import jakarta.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Transactions over the entities of the bundle that asks for this service: every bundle gets its own, backed by one
 * persistence unit over its own schema, and only when the schema is current. Thread-safe.
 *
 * <p>A {@code write} inside a {@code write} of the same bundle joins it; a {@code write} inside a {@code read} fails
 * with {@link IllegalStateException}. A transaction that the database chose as the victim of a deadlock is run again, at
 * most three times, so the work must not have effects outside the database.
 *
 * <p>Ids come in blocks of fifty: the migration says {@code CREATE SEQUENCE forum.topic_seq START WITH 50 INCREMENT BY 50}
 * and the entity {@code @SequenceGenerator(sequenceName = "forum.topic_seq", allocationSize = 50)}; then they begin at 1.
 * A {@code read} inside a {@code write} goes over the write's connection and sees what has been written before it.
 */
@ProviderType
public interface Transactions {

    /** Work that yields a value. */
    @FunctionalInterface
    interface Work<T> {
        T with(EntityManager em);
    }

    /** Work that yields nothing. */
    @FunctionalInterface
    interface Task {
        void with(EntityManager em);
    }

    /** Reads; whatever is changed on entities inside is not stored. */
    <T> T read(Work<T> work);

    /** Reads and writes; commits when the work returns, rolls back when it throws, and rethrows what it threw. */
    <T> T write(Work<T> work);

    /** {@link #write(Work)} for work that yields nothing. */
    default void run(Task task) {
        write(em -> {
            task.with(em);
            return null;
        });
    }
}
