package org.wanrenhui.portal.persistence.internal.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.wanrenhui.portal.persistence.internal.database.Database;

/** Reads the stream; its newest part, where nearly every reader is, from memory. Thread-safe. */
final class EventStream {

    private static final int KEPT = 2000;
    private static final int BATCH = 200;

    private final Database database;
    private final Deque<StoredEvent> tail = new ArrayDeque<>();

    EventStream(Database database) {
        this.database = database;
    }

    /** Events that this node has just sequenced. Another node may have sequenced some in between. */
    synchronized void append(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            if (!tail.isEmpty() && tail.getLast().place() + 1 != event.place()) {
                tail.clear();
            }
            tail.addLast(event);
            if (tail.size() > KEPT) {
                tail.removeFirst();
            }
        }
    }

    /** The next events after a place, in order. */
    List<StoredEvent> after(long place) {
        List<StoredEvent> kept = fromTail(place);
        return kept.isEmpty() ? fromTable(place) : kept;
    }

    private synchronized List<StoredEvent> fromTail(long place) {
        if (tail.isEmpty() || tail.getFirst().place() > place + 1) {
            return List.of();
        }
        return tail.stream()
                .skip(Math.max(0, place + 1 - tail.getFirst().place()))
                .limit(BATCH)
                .toList();
    }

    private List<StoredEvent> fromTable(long place) {
        return database.read(sql -> sql.list(
                "SELECT place, " + StoredEvent.COLUMNS
                        + " FROM portal.event WHERE place > ? ORDER BY place FETCH FIRST " + BATCH + " ROWS ONLY",
                StoredEvent::read,
                place));
    }
}
