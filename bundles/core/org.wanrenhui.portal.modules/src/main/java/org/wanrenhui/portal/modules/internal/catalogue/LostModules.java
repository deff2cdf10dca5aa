package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.modules.internal.state.DesiredStates;

/**
 * Brings back modules that the framework has forgotten. It notes a bundle's start level in a file that it overwrites in
 * place; a process killed within that write leaves the file broken, and the next start drops the bundle from the cache.
 * Karaf still knows which features are wanted, so asking for them again installs what is missing and changes nothing else.
 */
@Component(service = LostModules.class, immediate = true)
public final class LostModules {

    private static final Logger LOG = LoggerFactory.getLogger(LostModules.class);

    private final StartLevelGate gate;
    private final DesiredStates desiredStates;
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private volatile FeaturesService features;
    private volatile BootFinished booted;

    @Activate
    public LostModules(@Reference StartLevelGate gate, @Reference DesiredStates desiredStates) {
        this.gate = gate;
        this.desiredStates = desiredStates;
    }

    // Optional, both: Karaf registers them by itself, and its resolver knows of no bundle that provides them.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFeatures(FeaturesService service) {
        features = service;
        begin();
    }

    void unbindFeatures(FeaturesService service) {
        if (features == service) {
            features = null;
        }
    }

    /** There once Karaf has installed all that it wants to install by itself. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBooted(BootFinished service) {
        booted = service;
        begin();
    }

    void unbindBooted(BootFinished service) {
        if (booted == service) {
            booted = null;
        }
    }

    @Deactivate
    void deactivate() {
        Thread running = thread.get();
        if (running != null) {
            running.interrupt();
        }
    }

    /** Once only, when both are there; on a thread of its own, because Karaf waits for its own work to end. */
    private void begin() {
        if (features == null || booted == null) {
            return;
        }
        Thread once = new Thread(this::bringBack, "portal-lost-modules");
        once.setDaemon(true);
        if (thread.compareAndSet(null, once)) {
            once.start();
        }
    }

    private void bringBack() {
        FeaturesService karaf = features;
        if (karaf == null) {
            return;
        }
        try {
            Set<String> lost = lost(
                    desiredStates.all().keySet(),
                    gate.modules().stream().map(Installed::id).collect(Collectors.toSet()));
            if (!lost.isEmpty()) {
                LOG.warn("Modules {} are known but not installed; their features are asked for again", lost);
                karaf.addRequirements(
                        karaf.listRequirements(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            }
        } catch (Exception e) {
            LOG.error("Missing modules could not be installed again", e);
        }
    }

    /** Modules about which somebody has decided, but which are not there. */
    static Set<String> lost(Set<String> decided, Set<String> installed) {
        Set<String> lost = new TreeSet<>(decided);
        lost.removeAll(installed);
        return lost;
    }
}
