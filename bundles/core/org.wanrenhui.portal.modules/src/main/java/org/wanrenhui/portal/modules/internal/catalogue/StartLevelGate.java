package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every module's bundle above the framework's start level unless the reconciler has let it in (docs/adr/0002). It
 * depends on nothing, so it stands before the first module bundle can start.
 */
@Component(service = StartLevelGate.class, immediate = true)
public final class StartLevelGate implements SynchronousBundleListener {

    /** Level of a module that is off: the framework never goes there. */
    static final int OFF = 900;
    /** Level of a module that is on. */
    static final int ON = 85;

    private static final Logger LOG = LoggerFactory.getLogger(StartLevelGate.class);

    private final BundleContext context;
    private final Map<Long, Installed> modules = new ConcurrentHashMap<>();
    private final Set<Long> allowed = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Queue<String> turnedAway = new ConcurrentLinkedQueue<>();

    @Activate
    public StartLevelGate(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            arrived(bundle);
        }
    }

    /** When the framework goes down, modules are left above its level, so that none starts before the reconciler next time. */
    @Deactivate
    void deactivate() {
        context.removeBundleListener(this);
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING) {
            modules.values().stream()
                    .filter(module -> !module.core() && module.bundle().getState() != Bundle.UNINSTALLED)
                    .forEach(module -> level(module.bundle(), OFF));
        }
    }

    /** Calls back whenever a module's bundle comes, goes or changes. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Ids of modules that were started past the switch since the last call, in order; whoever asks writes them down. */
    public List<String> takeTurnedAway() {
        List<String> ids = new ArrayList<>();
        for (String id = turnedAway.poll(); id != null; id = turnedAway.poll()) {
            ids.add(id);
        }
        return ids;
    }

    /** Every installed module, core ones first, then by id. Of two bundles with one id the first installed counts. */
    public List<Installed> modules() {
        Map<String, Installed> byId = new java.util.TreeMap<>();
        modules.values().stream()
                .sorted(Comparator.comparing(m -> m.bundle().getBundleId()))
                .forEach(m -> byId.putIfAbsent(m.id(), m));
        return byId.values().stream()
                .sorted(Comparator.comparing((Installed m) -> !m.core()).thenComparing(Installed::id))
                .toList();
    }

    public Optional<Installed> module(String id) {
        return modules().stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /** Lets the module in and starts it. Returns when its bundle is active, or will be when the framework gets there. */
    public void start(Installed module) throws BundleException {
        allowed.add(module.bundle().getBundleId());
        try {
            level(module.bundle(), ON);
            module.bundle().start();
        } catch (BundleException | RuntimeException e) {
            allowed.remove(module.bundle().getBundleId());
            level(module.bundle(), OFF);
            throw e;
        }
    }

    /** Stops the module and shuts it out. */
    public void stop(Installed module) throws BundleException {
        allowed.remove(module.bundle().getBundleId());
        if (module.bundle().getState() != Bundle.UNINSTALLED) {
            // Not transient: a module that is off is not even marked to be started when the framework comes up again.
            module.bundle().stop();
            level(module.bundle(), OFF);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED -> arrived(bundle);
            case BundleEvent.STARTED -> started(bundle);
            case BundleEvent.UNINSTALLED -> {
                allowed.remove(bundle.getBundleId());
                if (modules.remove(bundle.getBundleId()) != null) {
                    tell();
                }
            }
            default -> {
                // Nothing else concerns the gate.
            }
        }
    }

    private void arrived(Bundle bundle) {
        Installed.of(bundle).map(this::withoutBorrowedName).ifPresent(module -> {
            modules.put(bundle.getBundleId(), module);
            if (!module.core() && !allowed.contains(bundle.getBundleId())) {
                if (bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING) {
                    turnAway(module);
                } else {
                    level(bundle, OFF);
                }
            }
            tell();
        });
    }

    /** A second bundle that gives itself the id of a core module is none: the core is there before anything else. */
    private Installed withoutBorrowedName(Installed module) {
        boolean taken = modules.values().stream()
                .anyMatch(other -> other.id().equals(module.id())
                        && other.bundle().getBundleId() != module.bundle().getBundleId());
        return module.core() && taken ? module.asPlugin() : module;
    }

    private void started(Bundle bundle) {
        Installed module = modules.get(bundle.getBundleId());
        if (module != null && !module.core() && !allowed.contains(bundle.getBundleId())) {
            turnAway(module);
        }
    }

    private void turnAway(Installed module) {
        LOG.warn("Module {} was started past the portal's switch; it is stopped again", module.id());
        turnedAway.add(module.id());
        try {
            stop(module);
        } catch (BundleException e) {
            LOG.error("Module {} cannot be stopped", module.id(), e);
        }
        tell();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private static void level(Bundle bundle, int level) {
        BundleStartLevel startLevel = bundle.adapt(BundleStartLevel.class);
        if (startLevel != null && startLevel.getStartLevel() != level) {
            startLevel.setStartLevel(level);
        }
    }
}
