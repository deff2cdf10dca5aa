package org.wanrenhui.portal.persistence.internal.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wanrenhui.portal.persistence.internal.common.Errors;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** Events that one consumer could not take, by subject. */
final class ParkingLot {

    private final Database database;
    private final Cursor cursor;
    private final Backoff backoff;

    ParkingLot(Database database, Cursor cursor, Backoff backoff) {
        this.database = database;
        this.cursor = cursor;
        this.backoff = backoff;
    }

    /** A parked event and how often it was tried. */
    record Parked(long id, int tries, StoredEvent event) {

        private static Parked read(ResultSet row) throws SQLException {
            return new Parked(row.getLong("id"), row.getInt("tries"), StoredEvent.read(row));
        }
    }

    /** Subjects that have an event waiting. */
    Set<String> subjects() {
        return new HashSet<>(database.read(sql -> sql.list(
                "SELECT DISTINCT subject FROM portal.event_parked WHERE consumer = ? AND node = ? AND dead = FALSE",
                row -> row.getString(1),
                cursor.consumer(),
                cursor.node())));
    }

    /** The first waiting event of every subject, as far as its time has come. */
    List<Parked> due() {
        return database.read(sql -> sql.list(
                "SELECT id, tries, place, " + StoredEvent.COLUMNS
                        + " FROM portal.event_parked WHERE consumer = ? AND node = ? AND dead = FALSE"
                        + " AND next_try_at <= ? AND place IN (SELECT MIN(place) FROM portal.event_parked"
                        + " WHERE consumer = ? AND node = ? AND dead = FALSE GROUP BY subject) ORDER BY place",
                Parked::read,
                cursor.consumer(),
                cursor.node(),
                Instant.now(),
                cursor.consumer(),
                cursor.node()));
    }

    /** Parks an event that failed, and moves the cursor past it in the same transaction. */
    void fail(StoredEvent event, Throwable error) {
        park(event, 1, Instant.now().plus(backoff.after(1)), Errors.line(error));
    }

    /** Parks an event behind another of its subject. */
    void queue(StoredEvent event) {
        park(event, 0, event.publishedAt(), "");
    }

    private void park(StoredEvent event, int tries, Instant next, String error) {
        database.write(sql -> {
            sql.update(
                    "INSERT INTO portal.event_parked (consumer, node, place, " + StoredEvent.COLUMNS
                            + ", tries, tried_at, next_try_at, error, dead) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE)",
                    cursor.consumer(),
                    cursor.node(),
                    event.place(),
                    event.type(),
                    event.subject(),
                    event.data(),
                    event.publishedAt(),
                    tries,
                    Instant.now(),
                    next,
                    error);
            return cursor.store(sql, event.place());
        });
    }

    void done(Parked parked) {
        database.write(sql -> sql.update("DELETE FROM portal.event_parked WHERE id = ?", parked.id()));
    }

    /** Counts one more failure. True when the event is a dead letter now. */
    boolean failAgain(Parked parked, Throwable error) {
        int tries = parked.tries() + 1;
        boolean dead = tries >= Backoff.TRIES;
        Instant now = Instant.now();
        database.write((Sql sql) -> sql.update(
                "UPDATE portal.event_parked SET tries = ?, tried_at = ?, next_try_at = ?, error = ?, dead = ? WHERE id = ?",
                tries,
                now,
                now.plus(backoff.after(tries)),
                Errors.line(error),
                dead,
                parked.id()));
        return dead;
    }
}
