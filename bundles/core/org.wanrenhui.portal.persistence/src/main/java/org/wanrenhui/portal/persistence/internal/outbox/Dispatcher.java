package org.wanrenhui.portal.persistence.internal.outbox;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.EventConsumer;
import org.wanrenhui.portal.persistence.internal.common.Threads;
import org.wanrenhui.portal.persistence.internal.database.Database;

/**
 * Brings events from the outbox to the consumers of this node. Woken by every local commit that published something, and
 * every second for what other nodes have published and for parked events that are due.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Database database;
    private final String node;
    private final Backoff backoff;
    private final Sequencer sequencer;
    private final EventStream stream;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<String, EventConsumer> consumers = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long sequencedAt = System.nanoTime() - REST_NANOS;
    private final ScheduledExecutorService clock = Threads.clock("portal-events");
    private final ThreadPoolExecutor pool = Threads.elastic("portal-consumer");

    public Dispatcher(Database database, String node, Backoff backoff) {
        this.database = database;
        this.node = node;
        this.backoff = backoff;
        this.sequencer = new Sequencer(database);
        this.stream = new EventStream(database);
    }

    public void start() {
        clock.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
    }

    /** Starts feeding a consumer; its place is stored when this returns. */
    public void add(EventConsumer consumer) {
        String name = consumer.name();
        if (consumers.putIfAbsent(name, consumer) != null) {
            LOG.error("A consumer named {} is there already; the second one gets no events", name);
            return;
        }
        Cursor cursor = new Cursor(database, name, consumer.onEveryNode() ? node : "", node);
        cursor.create();
        Feed feed = new Feed(consumer, cursor, new ParkingLot(database, cursor, backoff), stream, pool);
        feeds.put(name, feed);
        feed.wake();
    }

    /** Stops feeding a consumer; waits for the event that it is busy with. */
    public void remove(EventConsumer consumer) {
        String name = consumer.name();
        if (consumers.get(name) == consumer) {
            Feed feed = feeds.remove(name);
            if (feed != null) {
                feed.close();
            }
            consumers.remove(name);
        }
    }

    /** Whether this node has the consumer. */
    boolean has(String consumer) {
        return feeds.containsKey(consumer);
    }

    /** How far a consumer is: what this node remembers is ahead of what is stored while nothing was wanted. */
    long place(String consumer, String ofNode, long stored) {
        Feed feed = feeds.get(consumer);
        return feed != null && feed.cursor().node().equals(ofNode) ? Math.max(stored, feed.place()) : stored;
    }

    /** Lets a consumer of this node look at its parked events again. */
    void wakeForParked(String consumer) {
        Feed feed = feeds.get(consumer);
        if (feed != null) {
            feed.wakeForParked();
        }
    }

    /** Called after a commit that published something; returns at once. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                // Not at once while much is published: a transaction then moves many events.
                long rest = sequencedAt + REST_NANOS - System.nanoTime();
                clock.schedule(this::sequence, Math.max(0, Math.min(rest, REST_NANOS)), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("closing; the events wait for the next start", e);
            }
        }
    }

    private void tick() {
        sequence();
        try {
            long head = sequencer.head();
            feeds.values().stream().filter(feed -> feed.isBehind(head)).forEach(Feed::wake);
            dueConsumers().forEach(this::wakeForParked);
        } catch (RuntimeException e) {
            LOG.warn("The event stream cannot be read for now", e);
        }
    }

    private void sequence() {
        woken.set(false);
        sequencedAt = System.nanoTime();
        try {
            for (List<StoredEvent> moved = sequencer.sequence(); !moved.isEmpty(); moved = sequencer.sequence()) {
                stream.append(moved);
                Set<String> types = new HashSet<>();
                moved.forEach(event -> types.add(event.type()));
                feeds.values().stream()
                        .filter(feed -> types.stream().anyMatch(feed::wants))
                        .forEach(Feed::wake);
            }
        } catch (RuntimeException e) {
            LOG.warn("Events wait to be sequenced", e);
        }
    }

    private List<String> dueConsumers() {
        return database.read(sql -> sql.list(
                "SELECT DISTINCT consumer FROM portal.event_parked WHERE dead = FALSE AND next_try_at <= ? "
                        + "AND (node = '' OR node = ?)",
                row -> row.getString(1),
                Instant.now(),
                node));
    }

    @Override
    public void close() {
        Threads.stop(clock);
        feeds.values().forEach(Feed::close);
        feeds.clear();
        consumers.clear();
        Threads.stop(pool);
    }
}
