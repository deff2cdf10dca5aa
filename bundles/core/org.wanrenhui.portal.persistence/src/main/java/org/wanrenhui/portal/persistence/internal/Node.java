package org.wanrenhui.portal.persistence.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.persistence.internal.audit.JdbcAudit;
import org.wanrenhui.portal.persistence.internal.audit.JdbcAuditLog;
import org.wanrenhui.portal.persistence.internal.common.Threads;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.DatabaseConfig;
import org.wanrenhui.portal.persistence.internal.database.DerbyBackup;
import org.wanrenhui.portal.persistence.internal.database.Dialect;
import org.wanrenhui.portal.persistence.internal.database.Migrator;
import org.wanrenhui.portal.persistence.internal.database.Script;
import org.wanrenhui.portal.persistence.internal.health.DatabaseHealth;
import org.wanrenhui.portal.persistence.internal.health.EventsHealth;
import org.wanrenhui.portal.persistence.internal.health.TimelyCheck;
import org.wanrenhui.portal.persistence.internal.job.JobRunner;
import org.wanrenhui.portal.persistence.internal.outbox.Backoff;
import org.wanrenhui.portal.persistence.internal.outbox.Dispatcher;
import org.wanrenhui.portal.persistence.internal.outbox.EventTrimming;
import org.wanrenhui.portal.persistence.internal.outbox.JdbcDeadLetters;
import org.wanrenhui.portal.persistence.internal.outbox.Outbox;
import org.wanrenhui.portal.persistence.internal.settings.JdbcSettings;
import org.wanrenhui.portal.persistence.internal.unit.Unit;
import org.wanrenhui.portal.persistence.internal.unit.WorkScopes;

/** Everything that this node does with its database, wired together; knows nothing of OSGi. */
public final class Node implements AutoCloseable {

    private static final Duration JOB_POLL = Duration.ofSeconds(1);

    private final Database database;
    private final Migrator migrator;
    private final WorkScopes scopes;
    private final Dispatcher dispatcher;
    private final DeadLetters deadLetters;
    private final JdbcSettings settings;
    private final JobRunner jobs;
    private final Audit audit;
    private final ExecutorService healthThreads = Threads.elastic("portal-health");

    private Node(Database database, Parts parts) {
        this.database = database;
        this.migrator = new Migrator(database);
        migrator.migrate("portal", parts.scripts().apply(database));
        String name = NodeName.of(database.config().data());
        this.scopes = new WorkScopes(database.config().poolSize());
        this.dispatcher = new Dispatcher(database, name, parts.backoff());
        this.deadLetters = new JdbcDeadLetters(database, dispatcher);
        this.settings = new JdbcSettings(database);
        this.jobs = new JobRunner(database, name, JOB_POLL);
        this.audit = new JdbcAudit(database, scopes, parts.request());
    }

    /**
     * What the node gets from around it.
     *
     * @param scripts migrations of the portal's own schema
     * @param request the request of the calling thread, once there is a web layer
     * @param backoff pauses between tries of an event
     */
    public record Parts(
            Function<Database, List<Script>> scripts, Supplier<Optional<CurrentRequest>> request, Backoff backoff) {}

    /** Opens the database, brings the portal's own schema up to date and starts what runs by itself. */
    public static Node open(DatabaseConfig config, Parts parts) {
        Database database = new Database(config);
        try {
            Node node = new Node(database, parts);
            node.start();
            return node;
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private void start() {
        scopes.onPublished(dispatcher::wake);
        settings.start();
        dispatcher.start();
        jobs.start();
        jobs.add(new EventTrimming(database));
        if (database.dialect() == Dialect.DERBY && database.config().url().indexOf(":memory:") < 0) {
            jobs.add(new DerbyBackup(database, settings));
        }
    }

    /** Brings a module's schema up to date and builds its unit. */
    public Unit unit(Unit.Blueprint blueprint, List<Script> scripts) {
        migrator.migrate(blueprint.schema(), scripts);
        return Unit.open(blueprint, database, scopes);
    }

    public Database database() {
        return database;
    }

    public DomainEvents events() {
        return new Outbox(scopes);
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Settings settings() {
        return settings;
    }

    public JobRunner jobs() {
        return jobs;
    }

    public Audit audit() {
        return audit;
    }

    public AuditLog auditLog() {
        return new JdbcAuditLog(database);
    }

    public List<HealthCheck> healthChecks() {
        return List.of(
                new TimelyCheck(new DatabaseHealth(database), healthThreads),
                new TimelyCheck(new EventsHealth(deadLetters), healthThreads));
    }

    @Override
    public void close() {
        jobs.close();
        dispatcher.close();
        settings.close();
        Threads.stop(healthThreads);
        database.close();
    }
}
