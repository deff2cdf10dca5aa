package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.modules.internal.state.DesiredState;
import org.wanrenhui.portal.modules.internal.state.DesiredStates;

/**
 * Which modules' bundles are there at all. Uninstalls and installs by Karaf's features what operators of any node have
 * asked for, and brings back modules that the framework has forgotten: it notes a bundle's start level in a file that it
 * overwrites in place; a process killed within that write leaves the file broken, and the next start drops the bundle from
 * the cache. All work is on one thread, because Karaf does one thing at a time and waits for its own work to end.
 */
@Component(service = Installations.class, immediate = true)
public final class Installations {

    private static final Logger LOG = LoggerFactory.getLogger(Installations.class);
    private static final EnumSet<FeaturesService.Option> WITHOUT_REFRESH =
            EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);
    private static final long LOOK_EVERY_SECONDS = 2;
    /** A module's feature is called so; one that a stranger has named otherwise is known by its bundles. */
    private static final String PREFIX = "wanrenhui-";

    private final BundleContext context;
    private final StartLevelGate gate;
    private final DesiredStates desiredStates;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "portal-installations");
        daemon.setDaemon(true);
        return daemon;
    });
    /** Revisions of desired states that could not be had here; only a new wish tries again. */
    private final Map<String, Long> failed = new ConcurrentHashMap<>();

    private volatile FeaturesService features;
    private volatile BootFinished booted;

    @Activate
    public Installations(
            BundleContext context, @Reference StartLevelGate gate, @Reference DesiredStates desiredStates) {
        this.context = context;
        this.gate = gate;
        this.desiredStates = desiredStates;
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    // Optional, both: Karaf registers them by itself, and its resolver knows of no bundle that provides them.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFeatures(FeaturesService service) {
        features = service;
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
    }

    void unbindBooted(BootFinished service) {
        if (booted == service) {
            booted = null;
        }
    }

    @Deactivate
    void deactivate() {
        thread.shutdownNow();
    }

    /**
     * Name of the Karaf feature that brought the module; empty when it was dropped into deploy/, as a jar or in a KAR, or
     * installed by hand.
     */
    public Optional<String> featureOf(Installed module) {
        FeaturesService karaf = features;
        if (karaf == null) {
            return Optional.empty();
        }
        String location = module.bundle().getLocation();
        try {
            return Arrays.stream(karaf.listInstalledFeatures())
                    .filter(karaf::isRequired)
                    .filter(feature -> feature.getName().equals(PREFIX + module.id())
                            || feature.getBundles().stream().anyMatch(info -> location.equals(info.getLocation())))
                    .map(Feature::getName)
                    .findFirst();
        } catch (Exception e) {
            LOG.warn("Karaf does not say what is installed", e);
            return Optional.empty();
        }
    }

    /** Whether Karaf knows the feature, so that it can be installed. */
    public boolean knows(String feature) {
        FeaturesService karaf = features;
        try {
            return karaf != null && karaf.getFeature(feature) != null;
        } catch (Exception e) {
            LOG.warn("Karaf does not say what can be installed", e);
            return false;
        }
    }

    /** Symbolic names of other bundles that use the module's code and would have to be restarted without it. */
    public List<String> usersOf(Installed module) {
        return framework().getDependencyClosure(List.of(module.bundle())).stream()
                .filter(bundle -> !bundle.equals(module.bundle()))
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
    }

    /** Installs and uninstalls what is wanted here, and returns when that is done. Throws what Karaf has thrown. */
    public void bringInLineNow(String moduleId) throws Exception {
        failed.remove(moduleId);
        try {
            CompletableFuture.runAsync(
                            () -> {
                                try {
                                    bringInLine(desiredStates.all().get(moduleId));
                                } catch (Exception e) {
                                    throw new CompletionException(e);
                                }
                            },
                            thread)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void look() {
        if (features == null || booted == null) {
            return;
        }
        try {
            for (DesiredState state : desiredStates.all().values()) {
                if (!Long.valueOf(state.revision()).equals(failed.get(state.moduleId()))) {
                    try {
                        bringInLine(state);
                    } catch (InterruptedException e) {
                        // This bundle is being stopped; whoever starts it next looks again.
                        Thread.currentThread().interrupt();
                        return;
                    } catch (Exception e) {
                        failed.put(state.moduleId(), state.revision());
                        LOG.error("Module {} could not be installed or uninstalled", state.moduleId(), e);
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("What is wanted is not known at the moment", e);
        }
    }

    private void bringInLine(DesiredState state) throws Exception {
        FeaturesService karaf = features;
        Optional<Installed> there = gate.module(state.moduleId());
        if (karaf == null || there.isPresent() == state.installed()) {
            return;
        }
        if (there.isPresent()) {
            karaf.uninstallFeature(state.feature(), WITHOUT_REFRESH);
            letGo();
            LOG.info("Module {} is uninstalled", state.moduleId());
        } else if (state.feature().isEmpty()) {
            // Somebody has decided about it, and it is not there. If Karaf should have brought it, asking again for all
            // that is wanted does; otherwise it was taken out of deploy/, and asking would only disturb others. Once is
            // enough.
            failed.put(state.moduleId(), state.revision());
            if (isForgotten(karaf, state.moduleId())) {
                LOG.warn("Module {} is known but not installed; its feature is asked for again", state.moduleId());
                karaf.addRequirements(karaf.listRequirements(), WITHOUT_REFRESH);
            }
        } else {
            karaf.installFeature(state.feature(), WITHOUT_REFRESH);
            LOG.info("Module {} is installed", state.moduleId());
        }
    }

    /** Whether Karaf should have brought the module. */
    private static boolean isForgotten(FeaturesService karaf, String moduleId) throws Exception {
        return Arrays.stream(karaf.listInstalledFeatures())
                .filter(karaf::isRequired)
                .anyMatch(feature -> feature.getName().equals(PREFIX + moduleId));
    }

    /** The framework keeps the code of an uninstalled bundle while others might use it. When none does, it goes now. */
    private void letGo() {
        Collection<Bundle> pending = framework().getRemovalPendingBundles();
        Collection<Bundle> restarted = framework().getDependencyClosure(pending);
        if (!pending.isEmpty() && restarted.stream().allMatch(bundle -> bundle.getState() == Bundle.UNINSTALLED)) {
            framework().refreshBundles(pending);
        }
    }

    private FrameworkWiring framework() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }
}
