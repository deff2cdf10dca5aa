package org.wanrenhui.portal.persistence.internal.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.spi.Job;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.Dialect;

/**
 * Runs jobs, each on one node at a time. All are instances of one task of db-scheduler, because jobs come and go while
 * the scheduler wants to know its tasks when it starts.
 */
public final class JobRunner implements Jobs, AutoCloseable {

    static final String TASK = "portal-job";

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int THREADS = 4;
    private static final long REMOVE_SECONDS = 5;

    private final JobTable table;
    private final Timetable timetable = new Timetable(ZoneId.systemDefault());
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();
    private final CustomTask<Void> task = Tasks.custom(TASK, Void.class).execute((instance, context) -> run(instance));
    private final Scheduler scheduler;

    public JobRunner(Database database, String node, Duration poll) {
        this.table = new JobTable(database);
        SchedulerBuilder builder = Scheduler.create(database.source(), List.of(task))
                .schedulerName(new SchedulerName.Fixed(node))
                .tableName("portal.scheduled_task")
                .threads(THREADS)
                .pollingInterval(poll)
                .heartbeatInterval(Duration.ofSeconds(15))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(REMOVE_SECONDS));
        if (database.dialect() == Dialect.DERBY) {
            builder.jdbcCustomization(new DerbyTimestamps());
        }
        this.scheduler = builder.build();
    }

    /** A job of this node; the lock is held while it runs. */
    private record Offer(Job job, ReentrantLock running) {}

    public void start() {
        scheduler.start();
    }

    /** Offers a job; it keeps the time at which it was due before. */
    public void add(Job job) {
        String name = job.name();
        if (offers.putIfAbsent(name, new Offer(job, new ReentrantLock())) != null) {
            LOG.error("A job named {} is there already; the second one does not run", name);
            return;
        }
        table.know(name);
        scheduler.scheduleIfNotExists(instance(name), timetable.first(job, Instant.now()));
    }

    /** Withdraws a job; waits a little for a run in progress. */
    public void remove(Job job) {
        Offer offer = offers.get(job.name());
        if (offer == null || offer.job() != job) {
            return;
        }
        offers.remove(job.name());
        try {
            if (offer.running().tryLock(REMOVE_SECONDS, TimeUnit.SECONDS)) {
                offer.running().unlock();
            } else {
                LOG.warn("Job {} still runs after its module has gone", job.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Status> all() {
        return table.all(offers::containsKey);
    }

    @Override
    public boolean runNow(String name) {
        if (!offers.containsKey(name) || table.isPaused(name)) {
            return false;
        }
        boolean due = scheduler
                .getScheduledExecution(TaskInstanceId.of(TASK, name))
                .filter(execution -> !execution.isPicked())
                .map(execution -> scheduler.reschedule(TaskInstanceId.of(TASK, name), Instant.now()))
                .orElse(false);
        if (due) {
            scheduler.triggerCheckForDueExecutions();
        }
        return due;
    }

    @Override
    public boolean pause(String name, boolean paused) {
        return table.pause(name, paused);
    }

    private TaskInstance<Void> instance(String name) {
        return task.instance(name);
    }

    private CompletionHandler<Void> run(TaskInstance<Void> instance) {
        Offer offer = offers.get(instance.getId());
        if (offer == null) {
            // Another node may have it, or its module may be on again soon.
            return next(Instant.now().plus(Timetable.ABSENT));
        }
        if (table.isPaused(instance.getId())) {
            // Looked at again soon, so that it goes on soon after the operator lets it.
            return next(Instant.now().plus(Timetable.ABSENT));
        }
        offer.running().lock();
        try {
            return next(run(offer.job()));
        } finally {
            offer.running().unlock();
        }
    }

    private Instant run(Job job) {
        Instant start = Instant.now();
        table.started(job.name(), start);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(job.getClass().getClassLoader());
        try {
            job.run();
            table.ended(job.name(), start, Optional.empty());
            return timetable.regular(job, Instant.now());
        } catch (Exception | LinkageError e) {
            LOG.error("Job {} failed", job.name(), e);
            return timetable.retry(job, table.ended(job.name(), start, Optional.of(e)), Instant.now());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static CompletionHandler<Void> next(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }

    @Override
    public void close() {
        offers.clear();
        scheduler.stop();
    }
}
