package org.wanrenhui.portal.persistence.internal.outbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/**
 * Gives committed events their places in the stream. One row is locked for the whole of it, so places become visible in
 * their order and a reader that has seen a place will never find a smaller one appear.
 */
final class Sequencer {

    /** Small enough that Derby does not trade its row locks for a table lock. */
    private static final int BATCH = 500;

    private final Database database;

    Sequencer(Database database) {
        this.database = database;
    }

    /** Moves a batch of events into the stream; empty when there are none. */
    List<StoredEvent> sequence() {
        boolean waiting = database.read(sql -> sql.first(
                        "SELECT id FROM portal.outbox ORDER BY id FETCH FIRST 1 ROW ONLY", row -> row.getLong(1))
                .isPresent());
        return waiting ? database.write(Sequencer::move) : List.of();
    }

    /** Place of the last event. */
    long head() {
        return database.read(sql -> sql.number("SELECT last_place FROM portal.event_sequencer WHERE id = 1"));
    }

    private static List<StoredEvent> move(Sql sql) throws SQLException {
        sql.update("UPDATE portal.event_sequencer SET last_place = last_place WHERE id = 1");
        long last = sql.number("SELECT last_place FROM portal.event_sequencer WHERE id = 1");
        List<Object[]> moved = new ArrayList<>();
        List<StoredEvent> events = sql.list(
                "SELECT id, " + StoredEvent.COLUMNS + " FROM portal.outbox ORDER BY id FETCH FIRST " + BATCH
                        + " ROWS ONLY",
                row -> {
                    moved.add(new Object[] {row.getLong("id")});
                    return StoredEvent.at(last + moved.size(), row);
                });
        if (events.isEmpty()) {
            return events;
        }
        sql.batch(
                "INSERT INTO portal.event (place, " + StoredEvent.COLUMNS + ") VALUES (?, ?, ?, ?, ?)",
                events.stream()
                        .map(event -> new Object[] {
                            event.place(), event.type(), event.subject(), event.data(), event.publishedAt()
                        })
                        .toList());
        sql.batch("DELETE FROM portal.outbox WHERE id = ?", moved);
        sql.update("UPDATE portal.event_sequencer SET last_place = ? WHERE id = 1", last + events.size());
        return events;
    }
}
