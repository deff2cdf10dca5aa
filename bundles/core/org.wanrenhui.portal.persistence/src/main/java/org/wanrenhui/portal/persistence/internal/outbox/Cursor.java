package org.wanrenhui.portal.persistence.internal.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.DatabaseException;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** The stored place of one consumer, and the lease that lets one node of the cluster move it. */
final class Cursor {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Database database;
    private final String consumer;
    private final String node;
    private final String holder;
    private volatile Instant heldUntil = Instant.EPOCH;

    /**
     * Makes a cursor.
     *
     * @param node   node whose own copy of the consumer this is; empty for a consumer that the cluster has once
     * @param holder this node
     */
    Cursor(Database database, String consumer, String node, String holder) {
        this.database = database;
        this.consumer = consumer;
        this.node = node;
        this.holder = holder;
    }

    String consumer() {
        return consumer;
    }

    String node() {
        return node;
    }

    /** Stores the present end of the stream as the place of a consumer that was never seen. */
    void create() {
        Instant now = Instant.now();
        int known = database.write(sql -> sql.update(
                "UPDATE portal.event_cursor SET seen_at = ? WHERE consumer = ? AND node = ?", now, consumer, node));
        if (known == 0) {
            try {
                database.write(sql -> sql.update(
                        "INSERT INTO portal.event_cursor (consumer, node, place, lease_node, lease_until, seen_at) "
                                + "SELECT CAST(? AS VARCHAR(120)), CAST(? AS VARCHAR(40)), last_place, '', "
                                + "CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP) FROM portal.event_sequencer WHERE id = 1",
                        consumer,
                        node,
                        Instant.EPOCH,
                        now));
            } catch (DatabaseException e) {
                if (!((SQLException) e.getCause()).getSQLState().equals("23505")) {
                    throw e;
                }
                // Another node has just done it.
            }
        }
    }

    /** Whether the lease lasts long enough for a few events more. */
    boolean isHeld() {
        return Instant.now().plus(LEASE.dividedBy(3)).isBefore(heldUntil);
    }

    /** Takes the lease and tells the stored place; empty while another node has it. */
    OptionalLong take() {
        Instant now = Instant.now();
        return database.write(sql -> {
            int rows = sql.update(
                    "UPDATE portal.event_cursor SET lease_node = ?, lease_until = ? WHERE consumer = ? AND node = ? "
                            + "AND (lease_node = ? OR lease_until < ?)",
                    holder,
                    now.plus(LEASE),
                    consumer,
                    node,
                    holder,
                    now);
            if (rows == 0) {
                heldUntil = Instant.EPOCH;
                return OptionalLong.empty();
            }
            heldUntil = now.plus(LEASE);
            return OptionalLong.of(sql.number(
                    "SELECT place FROM portal.event_cursor WHERE consumer = ? AND node = ?", consumer, node));
        });
    }

    /** Stores the place and renews the lease; false when the lease has gone to another node. */
    boolean store(long place) {
        return database.write(sql -> store(sql, place));
    }

    boolean store(Sql sql, long place) throws SQLException {
        return store(sql, place, Instant.now().plus(LEASE));
    }

    /** Stores the place and gives the lease up. */
    void release(long place) {
        if (heldUntil.isAfter(Instant.EPOCH)) {
            database.write(sql -> store(sql, place, Instant.EPOCH));
        }
    }

    private boolean store(Sql sql, long place, Instant until) throws SQLException {
        int rows = sql.update(
                "UPDATE portal.event_cursor SET place = ?, lease_until = ?, seen_at = ? "
                        + "WHERE consumer = ? AND node = ? AND lease_node = ?",
                place,
                until,
                Instant.now(),
                consumer,
                node,
                holder);
        heldUntil = rows == 0 ? Instant.EPOCH : until;
        return rows > 0;
    }
}
