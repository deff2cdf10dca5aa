package org.wanrenhui.portal.modules.internal.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** Asks every part of this node how it is, all at once and no longer than a second. */
@Component(service = HealthChecks.class)
public final class HealthChecks {

    /**
     * An answer.
     *
     * @param name   part that was asked
     * @param status OK, WARN or CRITICAL
     * @param words  one sentence for an operator
     */
    public record Answer(String name, String status, String words) {}

    private record Named(String name, HealthCheck check) {}

    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int THREADS = 16;

    private final List<Named> checks = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "portal-asking");
                thread.setDaemon(true);
                return thread;
            });

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCheck(HealthCheck check) {
        try {
            checks.add(new Named(check.name(), check));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} does not say its name and is not asked",
                    check.getClass().getName(),
                    e);
        }
    }

    void unbindCheck(HealthCheck check) {
        checks.removeIf(named -> named.check() == check);
    }

    @Deactivate
    void deactivate() {
        pool.shutdownNow();
    }

    /** All answers by name; a part that throws or does not answer is critical. */
    public List<Answer> ask() {
        return ask(name -> true);
    }

    /** Answers of a module's own parts. */
    public List<Answer> ofModule(String id) {
        return ask(name -> name.startsWith(id + "."));
    }

    private List<Answer> ask(Predicate<String> wanted) {
        long end = System.nanoTime() + NANOS;
        List<Named> asked = new ArrayList<>();
        List<Future<HealthCheck.Result>> answers = new ArrayList<>();
        for (Named named : checks) {
            if (wanted.test(named.name())) {
                asked.add(named);
                answers.add(begin(named.check()));
            }
        }
        List<Answer> all = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            all.add(answer(asked.get(i).name(), answers.get(i), end));
        }
        all.sort(Comparator.comparing(Answer::name));
        return all;
    }

    /** Null when every thread hangs in an earlier question. */
    private Future<HealthCheck.Result> begin(HealthCheck check) {
        try {
            return pool.submit(check::check);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private static Answer answer(String name, Future<HealthCheck.Result> answer, long end) {
        try {
            HealthCheck.Result result =
                    answer == null ? null : answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return result == null
                    ? critical(name, "no answer")
                    : new Answer(name, result.status().name(), result.words());
        } catch (TimeoutException e) {
            return critical(name, "no answer within a second");
        } catch (ExecutionException e) {
            return critical(name, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return critical(name, "interrupted");
        }
    }

    private static Answer critical(String name, String words) {
        return new Answer(name, HealthCheck.Status.CRITICAL.name(), words);
    }
}
