package org.wanrenhui.portal.persistence.internal;

import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.persistence.internal.common.Threads;
import org.wanrenhui.portal.persistence.internal.database.DatabaseConfig;

/** Brings the node's services up once the database answers; until then it asks again every two seconds. */
@Component(
        service = {},
        immediate = true)
public final class PersistenceComponent {

    private static final Logger LOG = LoggerFactory.getLogger(PersistenceComponent.class);
    private static final int RETRY_SECONDS = 2;

    private final BundleContext context;
    private final ScheduledExecutorService clock = Threads.clock("portal-database");
    private NodeServices services;
    private boolean closed;

    @Activate
    public PersistenceComponent(BundleContext context) {
        this.context = context;
        open();
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        DatabaseConfig config = DatabaseConfig.from(context::getProperty);
        try {
            services = NodeServices.open(context, config);
            LOG.info("Database {} is open", config);
        } catch (RuntimeException e) {
            LOG.error("Database {} cannot be opened; trying again in {} s", config, RETRY_SECONDS, e);
            clock.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        clock.shutdownNow();
        if (services != null) {
            services.close();
        }
        String blank = context.getProperty(BlankDatabase.PROPERTY);
        if (blank != null) {
            BlankDatabase.make(context, Path.of(blank));
        }
    }
}
