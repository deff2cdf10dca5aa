package org.wanrenhui.portal.persistence.internal;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis;
import org.wanrenhui.portal.persistence.internal.unit.Unit;

/**
 * Gives every module its own transactions. A unit is built when its bundle first asks and lives until the bundle has
 * stopped, longer than any single component that uses it.
 */
final class BundleUnits implements ServiceFactory<Transactions>, SynchronousBundleListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BundleUnits.class);

    private final Node node;
    private final ConcurrentMap<Long, Slot> slots = new ConcurrentHashMap<>();
    private final Troubles troubles = new Troubles();

    BundleUnits(Node node) {
        this.node = node;
    }

    /** The unit of one bundle; its monitor makes the bundle's components wait for the first that asks. */
    private final class Slot {

        private Optional<Unit> unit;

        synchronized Transactions transactions(Bundle bundle) {
            if (unit == null) {
                unit = open(bundle);
            }
            return unit.map(Unit::transactions).orElse(null);
        }

        synchronized void close() {
            if (unit != null) {
                unit.ifPresent(Unit::close);
                unit = Optional.empty();
            }
        }
    }

    /** Null when the schema or the mapping is wrong: then the module's components stay unsatisfied. */
    @Override
    public Transactions getService(Bundle bundle, ServiceRegistration<Transactions> registration) {
        return slots.computeIfAbsent(bundle.getBundleId(), id -> new Slot()).transactions(bundle);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Transactions> registration, Transactions service) {
        // The unit stays until the bundle has stopped.
    }

    /** Why a module has no tables, for the console. */
    ModuleDiagnosis diagnosis() {
        return troubles;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNINSTALLED) {
            Slot slot = slots.remove(event.getBundle().getBundleId());
            if (slot != null) {
                slot.close();
                new BundleDescription(event.getBundle()).module().ifPresent(troubles::forget);
            }
        }
    }

    private Optional<Unit> open(Bundle bundle) {
        BundleDescription description = new BundleDescription(bundle);
        Optional<String> module = description.module();
        if (module.isEmpty()) {
            LOG.error("{} asks for transactions but is no module of the portal", bundle.getSymbolicName());
            return Optional.empty();
        }
        if (!description.isFirst()) {
            LOG.error("{} asks for the tables of {}, which another bundle is", bundle.getSymbolicName(), module.get());
            return Optional.empty();
        }
        troubles.begin(module.get());
        long start = System.nanoTime();
        try {
            Unit unit = node.unit(
                    description.blueprint(module.get()),
                    description.scripts(node.database().dialect()));
            LOG.info("Unit {} is ready after {} ms", module.get(), (System.nanoTime() - start) / 1_000_000);
            return Optional.of(unit);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Module {} gets no transactions", module.get(), e);
            troubles.failed(module.get(), e);
            return Optional.empty();
        } finally {
            troubles.end(module.get());
        }
    }

    @Override
    public void close() {
        slots.values().forEach(Slot::close);
        slots.clear();
    }
}
