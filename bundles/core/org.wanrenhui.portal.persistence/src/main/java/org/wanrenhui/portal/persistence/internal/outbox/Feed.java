package org.wanrenhui.portal.persistence.internal.outbox;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.EventConsumer;

/** Feeds one consumer. Runs on a pool's thread while there is something to do and on none while there is not. */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final long CLOSE_SECONDS = 5;

    /** Places passed over without a delivery before the cursor is stored all the same. */
    private static final long PASSED_OVER = 500;

    private final EventConsumer consumer;
    private final Subscription subscription;
    private final Cursor cursor;
    private final ParkingLot parking;
    private final EventStream stream;
    private final Executor pool;
    private final AtomicInteger calls = new AtomicInteger();
    private final ReentrantLock running = new ReentrantLock();
    private final Set<String> parkedSubjects = new HashSet<>();
    private volatile boolean closed;
    private volatile boolean parkedChanged = true;
    private volatile long place = -1;
    private long stored = -1;

    Feed(EventConsumer consumer, Cursor cursor, ParkingLot parking, EventStream stream, Executor pool) {
        this.consumer = consumer;
        this.subscription = new Subscription(consumer.types());
        this.cursor = cursor;
        this.parking = parking;
        this.stream = stream;
        this.pool = pool;
    }

    boolean wants(String type) {
        return subscription.covers(type);
    }

    boolean isBehind(long head) {
        return place < head;
    }

    long place() {
        return place;
    }

    Cursor cursor() {
        return cursor;
    }

    /** Lets it look whether there is something to do. */
    void wake() {
        if (!closed && calls.getAndIncrement() == 0) {
            pool.execute(this::run);
        }
    }

    /** {@link #wake()}, because parked events are due or were changed. */
    void wakeForParked() {
        parkedChanged = true;
        wake();
    }

    /** Ends the feed; waits for the event being delivered. The place is kept. */
    void close() {
        closed = true;
        try {
            if (!running.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} is still busy with an event; it will get it again", cursor.consumer());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (place >= 0) {
                cursor.release(place);
            }
        } catch (RuntimeException e) {
            LOG.debug("{}: lease not given up", cursor.consumer(), e);
        } finally {
            running.unlock();
        }
    }

    private void run() {
        int seen;
        do {
            seen = calls.get();
            running.lock();
            try {
                pass();
            } catch (RuntimeException e) {
                LOG.warn("{}: events not delivered for now", cursor.consumer(), e);
            } finally {
                running.unlock();
            }
        } while (calls.addAndGet(-seen) > 0 && !closed);
    }

    private void pass() {
        while (!closed && hold()) {
            if (parkedChanged) {
                retryParked();
            }
            List<StoredEvent> events = stream.after(place);
            if (events.isEmpty() || !deliver(events)) {
                return;
            }
        }
    }

    private boolean hold() {
        if (cursor.isHeld()) {
            return true;
        }
        OptionalLong found = cursor.take();
        if (found.isPresent()) {
            // Between the stored place and a later one that this node remembers lies nothing that the consumer wants.
            stored = found.getAsLong();
            place = Math.max(place, stored);
            parkedChanged = true;
        }
        return found.isPresent();
    }

    private boolean deliver(List<StoredEvent> events) {
        boolean delivered = false;
        for (StoredEvent event : events) {
            if (wants(event.type())) {
                if (!take(event)) {
                    return false;
                }
                delivered = true;
            }
            place = event.place();
            if (delivered && !cursor.isHeld() && !store()) {
                return false;
            }
        }
        return !delivered && place - stored < PASSED_OVER || store();
    }

    private boolean store() {
        stored = place;
        return cursor.store(place);
    }

    /** Delivers or parks an event. False when the feed was closed and the event is for another time. */
    private boolean take(StoredEvent event) {
        if (closed) {
            return false;
        }
        if (parkedSubjects.contains(event.subject())) {
            parking.queue(event);
            return true;
        }
        Throwable error = receive(event);
        if (error == null) {
            return true;
        }
        if (closed) {
            return false;
        }
        LOG.warn("{} failed at {} of {}, to be tried again", cursor.consumer(), event.type(), event.subject(), error);
        parking.fail(event, error);
        parkedSubjects.add(event.subject());
        return true;
    }

    private void retryParked() {
        parkedChanged = false;
        List<ParkingLot.Parked> due = parking.due();
        while (!due.isEmpty() && !closed && (cursor.isHeld() || cursor.take().isPresent())) {
            for (ParkingLot.Parked parked : due) {
                Throwable error = receive(parked.event());
                if (error == null) {
                    parking.done(parked);
                } else if (closed) {
                    return;
                } else if (parking.failAgain(parked, error)) {
                    LOG.error(
                            "{}: {} of {} is a dead letter",
                            cursor.consumer(),
                            parked.event().type(),
                            parked.event().subject(),
                            error);
                }
            }
            due = parking.due();
        }
        parkedSubjects.clear();
        parkedSubjects.addAll(parking.subjects());
    }

    private Throwable receive(StoredEvent event) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(consumer.getClass().getClassLoader());
        try {
            consumer.receive(event.delivery());
            return null;
        } catch (Exception | LinkageError e) {
            return e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
