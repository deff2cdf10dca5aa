package org.wanrenhui.portal.web.internal.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.HealthCheck;

/**
 * Asks every health check side by side and waits a second for all of them together. The answers are kept for a second, so
 * that anybody may ask as often as they like. Thread-safe.
 */
final class HealthRound {

    private static final Logger LOG = LoggerFactory.getLogger(HealthRound.class);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, 16, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "portal-health");
                thread.setDaemon(true);
                return thread;
            });
    private final Predicate<HealthCheck> optional;
    private Map<String, HealthCheck.Status> known = Map.of();
    private long knownUntil = System.nanoTime();

    /** @param optional whether a check speaks for a module that can be switched off: what is critical there is none for the node */
    HealthRound(Predicate<HealthCheck> optional) {
        this.optional = optional;
    }

    void close() {
        pool.shutdownNow();
    }

    /** How every check is; one that throws or does not answer in time is critical. */
    synchronized Map<String, HealthCheck.Status> results(List<HealthCheck> checks) {
        if (System.nanoTime() - knownUntil >= 0) {
            Map<String, HealthCheck.Status> found = ask(List.copyOf(checks));
            found.forEach((name, status) -> {
                if (status != HealthCheck.Status.OK && known.get(name) != status) {
                    LOG.warn("Health check {}: {}", name, status);
                }
            });
            known = Map.copyOf(found);
            knownUntil = System.nanoTime() + NANOS;
        }
        return known;
    }

    private Map<String, HealthCheck.Status> ask(List<HealthCheck> checks) {
        long end = System.nanoTime() + NANOS;
        List<Future<HealthCheck.Result>> asked = new ArrayList<>();
        for (HealthCheck check : checks) {
            try {
                asked.add(pool.submit(check::check));
            } catch (RejectedExecutionException e) {
                asked.add(null);
            }
        }
        Map<String, HealthCheck.Status> found = new HashMap<>();
        for (int i = 0; i < checks.size(); i++) {
            found.merge(
                    checks.get(i).name(),
                    limited(checks.get(i), answer(asked.get(i), end)),
                    (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        return found;
    }

    private HealthCheck.Status limited(HealthCheck check, HealthCheck.Status status) {
        return status == HealthCheck.Status.CRITICAL && optional.test(check) ? HealthCheck.Status.WARN : status;
    }

    private static HealthCheck.Status answer(Future<HealthCheck.Result> asked, long end) {
        if (asked == null) {
            return HealthCheck.Status.CRITICAL; // every thread hangs in an earlier round
        }
        try {
            HealthCheck.Result result = asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return result == null ? HealthCheck.Status.CRITICAL : result.status();
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("A health check failed", e);
            return HealthCheck.Status.CRITICAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheck.Status.WARN;
        }
    }
}
