package org.wanrenhui.portal.persistence.internal.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.wanrenhui.portal.api.spi.Job;
import org.wanrenhui.portal.persistence.internal.database.Database;

/**
 * Removes events that are a week old and that every consumer has passed, and the places of nodes that have not been seen
 * for a month, which would hold them back.
 */
public final class EventTrimming implements Job {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration NODE_GONE = Duration.ofDays(30);
    private static final int BATCH = 1000;

    private final Database database;

    public EventTrimming(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "portal.trim-events";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public Optional<LocalTime> dailyAt() {
        return Optional.of(LocalTime.of(3, 40));
    }

    @Override
    public void run() {
        Instant gone = Instant.now().minus(NODE_GONE);
        database.write(sql -> {
            sql.update(
                    "DELETE FROM portal.event_parked WHERE node <> '' AND NOT EXISTS (SELECT 1 FROM portal.event_cursor c "
                            + "WHERE c.consumer = portal.event_parked.consumer AND c.node = portal.event_parked.node "
                            + "AND c.seen_at >= ?)",
                    gone);
            return sql.update("DELETE FROM portal.event_cursor WHERE node <> '' AND seen_at < ?", gone);
        });
        Instant before = Instant.now().minus(KEPT);
        while (trim(before) > 0) {
            // Batch by batch, so that the consumers' reads never wait long.
        }
    }

    private int trim(Instant before) {
        return database.write(sql -> {
            boolean alone = sql.number("SELECT COUNT(*) FROM portal.event_cursor") == 0;
            long passed = sql.number(
                    alone
                            ? "SELECT last_place FROM portal.event_sequencer"
                            : "SELECT MIN(place) FROM portal.event_cursor");
            long first = sql.number("SELECT MIN(place) FROM portal.event");
            return sql.update(
                    "DELETE FROM portal.event WHERE place < ? AND place <= ? AND published_at < ?",
                    first + BATCH,
                    passed,
                    before);
        });
    }
}
