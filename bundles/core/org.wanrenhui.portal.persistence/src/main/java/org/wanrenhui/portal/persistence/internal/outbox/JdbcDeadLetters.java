package org.wanrenhui.portal.persistence.internal.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** Dead letters and backlogs from the tables of the outbox. */
public final class JdbcDeadLetters implements DeadLetters {

    private static final int LIMIT = 200;

    private final Database database;
    private final Dispatcher dispatcher;

    public JdbcDeadLetters(Database database, Dispatcher dispatcher) {
        this.database = database;
        this.dispatcher = dispatcher;
    }

    @Override
    public Slice<Letter> list(String after, int limit) {
        long before = after == null || after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        int rows = Math.max(1, Math.min(limit, LIMIT));
        List<Letter> letters = database.read(sql -> sql.list(
                "SELECT id, consumer, place, " + StoredEvent.COLUMNS
                        + ", tries, tried_at, error FROM portal.event_parked WHERE dead = TRUE AND id < ? "
                        + "ORDER BY id DESC FETCH FIRST " + (rows + 1) + " ROWS ONLY",
                JdbcDeadLetters::letter,
                before));
        return Slice.of(letters, rows, letter -> Long.toString(letter.id()));
    }

    private static Letter letter(ResultSet row) throws SQLException {
        StoredEvent event = StoredEvent.read(row);
        return new Letter(
                row.getLong("id"),
                row.getString("consumer"),
                event.place(),
                event.event(),
                event.publishedAt(),
                row.getInt("tries"),
                Sql.instant(row, "tried_at"),
                row.getString("error"));
    }

    @Override
    public boolean retry(long id) {
        Optional<String> consumer = database.write(sql -> {
            int rows = sql.update(
                    "UPDATE portal.event_parked SET dead = FALSE, tries = 0, next_try_at = ? WHERE id = ? AND dead = TRUE",
                    Instant.now(),
                    id);
            return rows == 0
                    ? Optional.<String>empty()
                    : sql.first("SELECT consumer FROM portal.event_parked WHERE id = ?", row -> row.getString(1), id);
        });
        consumer.ifPresent(dispatcher::wakeForParked);
        return consumer.isPresent();
    }

    @Override
    public boolean discard(long id) {
        return database.write(sql -> sql.update("DELETE FROM portal.event_parked WHERE id = ? AND dead = TRUE", id))
                > 0;
    }

    @Override
    public List<Backlog> backlogs() {
        return database.read(sql -> {
            long head = sql.number("SELECT last_place FROM portal.event_sequencer WHERE id = 1");
            return sql.list(
                    "SELECT c.consumer, c.node, c.place, "
                            + "(SELECT COUNT(*) FROM portal.event_parked p WHERE p.consumer = c.consumer "
                            + "AND p.node = c.node AND p.dead = FALSE) AS waiting, "
                            + "(SELECT COUNT(*) FROM portal.event_parked p WHERE p.consumer = c.consumer "
                            + "AND p.node = c.node AND p.dead = TRUE) AS dead "
                            + "FROM portal.event_cursor c ORDER BY c.consumer, c.node",
                    row -> new Backlog(
                            row.getString("consumer"),
                            row.getString("node"),
                            dispatcher.has(row.getString("consumer")),
                            head
                                    - dispatcher.place(
                                            row.getString("consumer"), row.getString("node"), row.getLong("place")),
                            row.getLong("waiting"),
                            row.getLong("dead")));
        });
    }

    @Override
    public boolean forget(String consumer) {
        if (dispatcher.has(consumer)) {
            return false;
        }
        return database.write(sql -> {
            sql.update("DELETE FROM portal.event_parked WHERE consumer = ?", consumer);
            return sql.update("DELETE FROM portal.event_cursor WHERE consumer = ?", consumer) > 0;
        });
    }
}
