package org.wanrenhui.membership.internal.identity;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.data.Transactions;

/** Writes down every half minute which sessions were used, so that no request waits for it. */
@Component(service = SeenSessions.class)
public final class SeenSessions {

    private static final Logger LOG = LoggerFactory.getLogger(SeenSessions.class);
    private static final int PAUSE_SECONDS = 30;

    private final Transactions transactions;
    private final Map<Long, Instant> seen = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor writer;

    @Activate
    public SeenSessions(@Reference Transactions transactions) {
        this.transactions = transactions;
        writer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "membership-sessions");
            thread.setDaemon(true);
            return thread;
        });
        writer.scheduleWithFixedDelay(this::flush, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void close() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
            writer.shutdownNow();
        }
    }

    void touch(long sessionId, Instant at) {
        seen.put(sessionId, at);
    }

    /** A failed write is given up: the sessions will be seen again. */
    private void flush() {
        Map<Long, Instant> batch = Map.copyOf(seen);
        if (batch.isEmpty()) {
            return;
        }
        seen.keySet().removeAll(batch.keySet());
        try {
            transactions.run(em -> batch.forEach(
                    (id, at) -> em.createQuery("update SessionEntity s set s.lastSeenAt = :at where s.id = :id")
                            .setParameter("at", at)
                            .setParameter("id", id)
                            .executeUpdate()));
        } catch (RuntimeException e) {
            LOG.warn("Last use of {} sessions not written", batch.size(), e);
        }
    }
}
