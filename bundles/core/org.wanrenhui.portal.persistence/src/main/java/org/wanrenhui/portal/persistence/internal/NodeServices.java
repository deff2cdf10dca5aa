package org.wanrenhui.portal.persistence.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.DataFigures;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.api.spi.Job;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis;
import org.wanrenhui.portal.api.spi.QueryStatistics;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.persistence.internal.database.DatabaseConfig;
import org.wanrenhui.portal.persistence.internal.database.JdbcDataFigures;
import org.wanrenhui.portal.persistence.internal.database.QueryCounter;
import org.wanrenhui.portal.persistence.internal.outbox.Backoff;

/** Registers what the node offers, and follows the consumers and jobs that modules register. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.wanrenhui.portal.api.Settings,org.wanrenhui.portal.api.Audit,"
                + "org.wanrenhui.portal.api.AuditLog,org.wanrenhui.portal.api.Jobs,"
                + "org.wanrenhui.portal.api.data.Transactions,org.wanrenhui.portal.api.data.DomainEvents,"
                + "org.wanrenhui.portal.api.data.DataFigures,org.wanrenhui.portal.api.spi.ModuleDiagnosis,"
                + "org.wanrenhui.portal.api.data.DeadLetters,org.wanrenhui.portal.api.spi.QueryStatistics,"
                + "org.wanrenhui.portal.api.spi.HealthCheck\"",
        effective = "active")
final class NodeServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeServices.class);

    private final BundleContext context;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private NodeServices(BundleContext context) {
        this.context = context;
    }

    /** Registered by hand and not by annotation, because nothing may be there before the database is. */
    static NodeServices open(BundleContext context, DatabaseConfig config) {
        NodeServices services = new NodeServices(context);
        ServiceTracker<CurrentRequest, CurrentRequest> request =
                new ServiceTracker<>(context, CurrentRequest.class, null);
        request.open();
        services.undo.push(request::close);
        try {
            Node node = Node.open(
                    config,
                    new Node.Parts(
                            database -> new BundleDescription(context.getBundle()).scripts(database.dialect()),
                            () -> Optional.ofNullable(request.getService()),
                            Backoff.USUAL));
            services.undo.push(node::close);
            services.offer(node);
            return services;
        } catch (RuntimeException | Error e) {
            services.close();
            throw e;
        }
    }

    private void offer(Node node) {
        register(Settings.class, node.settings());
        register(Audit.class, node.audit());
        register(AuditLog.class, node.auditLog());
        register(QueryStatistics.class, new QueryCounter());
        register(DataFigures.class, new JdbcDataFigures(node.database()));
        register(DeadLetters.class, node.deadLetters());
        register(Jobs.class, node.jobs());
        register(DomainEvents.class, node.events());
        node.healthChecks().forEach(check -> register(HealthCheck.class, check));

        BundleUnits units = new BundleUnits(node);
        context.addBundleListener(units);
        undo.push(() -> {
            context.removeBundleListener(units);
            units.close();
        });
        // Not the object itself: it is a service factory, and the framework would take it for one.
        register(ModuleDiagnosis.class, units.diagnosis());
        ServiceRegistration<?> transactions = context.registerService(Transactions.class, units, null);
        undo.push(transactions::unregister);

        follow(EventConsumer.class, node.dispatcher()::add, node.dispatcher()::remove);
        follow(Job.class, node.jobs()::add, node.jobs()::remove);
    }

    private <S> void register(Class<S> type, S service) {
        ServiceRegistration<S> registration = context.registerService(type, service, null);
        undo.push(registration::unregister);
    }

    private <S> void follow(Class<S> type, Consumer<S> add, Consumer<S> remove) {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null) {
            @Override
            public S addingService(ServiceReference<S> reference) {
                S service = super.addingService(reference);
                if (service != null) {
                    try {
                        add.accept(service);
                    } catch (RuntimeException e) {
                        LOG.error("{} cannot be followed", service.getClass().getName(), e);
                    }
                }
                return service;
            }

            @Override
            public void removedService(ServiceReference<S> reference, S service) {
                try {
                    remove.accept(service);
                } finally {
                    super.removedService(reference, service);
                }
            }
        };
        tracker.open();
        undo.push(tracker::close);
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("While closing", e);
            }
        }
    }
}
