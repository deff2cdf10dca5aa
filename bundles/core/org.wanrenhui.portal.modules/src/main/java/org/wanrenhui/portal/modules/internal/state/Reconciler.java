package org.wanrenhui.portal.modules.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus;
import org.wanrenhui.portal.api.module.Modules;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleLimits;
import org.wanrenhui.portal.modules.internal.catalogue.Needs;
import org.wanrenhui.portal.modules.internal.catalogue.Readiness;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;
import org.wanrenhui.portal.modules.internal.catalogue.WebLayer;
import org.wanrenhui.portal.modules.internal.licence.DemoHeadquarters;
import org.wanrenhui.portal.modules.internal.licence.Licences;
import org.wanrenhui.portal.modules.internal.licence.Node;

/**
 * Makes this node's modules what they should be: when somebody changed the desired state, when a bundle came or went, when
 * a licence takes its next step, and every second for what other nodes have stored. All work is on one thread.
 */
@Component(
        service = {Reconciler.class, Modules.class},
        immediate = true)
public final class Reconciler implements Modules {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /** After this long an optional module is tried even if a part of the core is still missing, so that its error is seen. */
    private static final Duration CORE_COMES_UP = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final StartLevelGate gate;
    private final Readiness readiness;
    private final Needs needs;
    private final DesiredStates desiredStates;
    private final Licences licences;
    private final DemoHeadquarters headquarters;
    private final Node node;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "portal-modules"));
    private final Map<String, ModuleMode> modes = new ConcurrentHashMap<>();
    private final Failures failures = new Failures();
    /** Bundles that have come up, by the moment at which they were installed or replaced last. */
    private final Map<Long, Long> cameUp = new ConcurrentHashMap<>();

    private final List<ModuleDiagnosis> diagnoses = new CopyOnWriteArrayList<>();
    private volatile Map<String, ModuleStatus> snapshot = Map.of();
    /** Modules that were to be on when the node started; whoever asks for them before the first look is to come again. */
    private final Set<String> wishes;

    private final Transition transition;
    private final long born = System.nanoTime();
    private boolean coreWasUp;
    private volatile boolean settled;
    private boolean lookingAgain;
    private volatile boolean closed;

    @Activate
    public Reconciler(
            @Reference StartLevelGate gate,
            @Reference Readiness readiness,
            @Reference Needs needs,
            @Reference DesiredStates desiredStates,
            @Reference Licences licences,
            @Reference DemoHeadquarters headquarters,
            @Reference ModuleLimits limits,
            @Reference WebLayer web,
            @Reference Node node) {
        this.gate = gate;
        this.readiness = readiness;
        this.needs = needs;
        BundleWork work =
                new BundleWork(limits::start, id -> diagnoses.stream().anyMatch(diagnosis -> diagnosis.busy(id)));
        this.transition = new Transition(gate, readiness, needs, web, id -> complaint(id, true), work);
        this.desiredStates = desiredStates;
        this.licences = licences;
        this.headquarters = headquarters;
        this.node = node;
        this.wishes = desiredStates.all().values().stream()
                .filter(DesiredState::enabled)
                .map(DesiredState::moduleId)
                .collect(Collectors.toUnmodifiableSet());
        refreshSnapshot();
        gate.onChange(this::changed);
        licences.onChange(this::trigger);
        thread.scheduleWithFixedDelay(this::reconcileQuietly, 0, 1, TimeUnit.SECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDiagnosis(ModuleDiagnosis service) {
        diagnoses.add(service);
    }

    void unbindDiagnosis(ModuleDiagnosis service) {
        diagnoses.remove(service);
    }

    @Deactivate
    void deactivate() {
        closed = true;
        thread.shutdownNow();
    }

    @Override
    public List<ModuleStatus> all() {
        return List.copyOf(snapshot.values());
    }

    @Override
    public Optional<ModuleStatus> status(String id) {
        return Optional.ofNullable(snapshot.get(id));
    }

    @Override
    public ModuleMode mode(String id) {
        ModuleStatus status = snapshot.get(id);
        return status == null ? ModuleMode.OFF : status.mode();
    }

    /** Brings the container in line and returns when that is done. */
    public void reconcileNow() {
        CompletableFuture.runAsync(this::reconcile, thread).join();
    }

    /** What is gone counts as gone at once; the rest is for the thread. */
    private void changed() {
        refreshSnapshot();
        trigger();
    }

    private void trigger() {
        if (!closed) {
            thread.execute(this::reconcileQuietly);
        }
    }

    private void reconcileQuietly() {
        try {
            reconcile();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.error("The modules could not be brought in line; the next try is in a second", e);
            }
        }
    }

    private void reconcile() {
        if (closed) {
            return;
        }
        List<Installed> modules = gate.modules();
        failures.keepOnly(modules);
        modes.keySet().retainAll(modules.stream().map(Installed::id).toList());
        cameUp.keySet()
                .retainAll(modules.stream()
                        .map(module -> module.bundle().getBundleId())
                        .toList());
        firstDay(modules);
        licences.refresh();
        Map<String, DesiredState> desired = desiredStates.all();
        Map<String, Target> targets =
                Target.of(modules, desired, licences.current(), licences.now(), node.safeMode(), failures.modules());
        for (Installed module : dependantsFirst(modules)) {
            if (targets.get(module.id()).mode() == ModuleMode.OFF) {
                turnOff(module);
            }
        }
        // Before anything comes up, so that a module on its way is said to be starting and not to be switched off.
        publish(modules, desired, targets);
        boolean coreIsUp = coreIsUp(modules);
        for (Installed module : modulesFirst(modules)) {
            if (!coreIsUp && !module.core()) {
                continue;
            }
            ModuleMode mode = targets.get(module.id()).mode();
            if (mode != ModuleMode.OFF) {
                turnOn(module, mode);
            }
        }
        publish(modules, desired, targets);
        wakeForNextStep(targets);
        settled |= coreIsUp && modules.stream().allMatch(module -> hasArrived(module, targets.get(module.id())));
    }

    private boolean hasArrived(Installed module, Target target) {
        return target.mode() == modes.getOrDefault(module.id(), ModuleMode.OFF)
                || failures.of(module.id()).isPresent();
    }

    /** Whether, since the node started, every module has once been what it should be or has failed to be. */
    public boolean settled() {
        return settled;
    }

    /**
     * While the node starts, a slow machine may need longer for the core than a module is given to come up. What waits for
     * the core has not failed.
     */
    private boolean coreIsUp(List<Installed> modules) {
        if (!coreWasUp) {
            coreWasUp = modules.stream().filter(Installed::core).allMatch(module -> readiness.isUp(module.bundle()))
                    || System.nanoTime() - born > CORE_COMES_UP.toNanos();
            if (!coreWasUp && !lookingAgain && !closed) {
                lookingAgain = true;
                thread.schedule(this::lookAgain, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return coreWasUp;
    }

    private void lookAgain() {
        lookingAgain = false;
        reconcileQuietly();
    }

    /** A demo begins with everything licensed and on; a real portal with nothing. */
    private void firstDay(List<Installed> modules) {
        if (!node.demo()) {
            return;
        }
        List<String> optional =
                modules.stream().filter(m -> !m.core()).map(Installed::id).toList();
        headquarters.licenseOnce(optional);
        if (!optional.isEmpty() && desiredStates.untouched()) {
            desiredStates.put(optional, true, "demo", licences.now());
        }
    }

    private void turnOff(Installed module) {
        if (module.core()) {
            return;
        }
        if (transition.hangs(module)) {
            return; // the framework has locked it; it is stopped as soon as it comes back
        }
        boolean running =
                module.bundle().getState() == Bundle.ACTIVE || module.bundle().getState() == Bundle.STARTING;
        if (modes.put(module.id(), ModuleMode.OFF) == ModuleMode.OFF && !running) {
            return;
        }
        refreshSnapshot();
        try {
            transition.off(module);
            failures.forget(module.id());
        } catch (BundleException | IllegalStateException e) {
            LOG.error("Module {} did not stop cleanly", module.id(), e);
            failures.put(module, Trouble.of("module.trouble.stop", brief(e)));
        }
    }

    private void turnOn(Installed module, ModuleMode mode) {
        if (module.core()) {
            modes.put(module.id(), mode);
            return;
        }
        Bundle bundle = module.bundle();
        boolean active = bundle.getState() == Bundle.ACTIVE;
        // One that was replaced while it ran is active already, yet has to show that it comes up.
        if (failures.of(module.id()).isPresent()) {
            return; // It failed or was paused; only somebody's new wish or another version tries again.
        }
        if (!active || !Objects.equals(cameUp.get(bundle.getBundleId()), bundle.getLastModified())) {
            try {
                if (!transition.on(module)) {
                    return; // The framework is still on its way up and will start it.
                }
            } catch (Transition.Failed e) {
                failed(module, e.trouble());
                return;
            } catch (BundleException | RuntimeException e) {
                failed(module, Trouble.of("module.trouble.threw", brief(e)));
                return;
            }
            cameUp.put(bundle.getBundleId(), bundle.getLastModified());
        }
        modes.put(module.id(), mode);
    }

    private Optional<Trouble> complaint(String id, boolean fatalOnly) {
        return diagnoses.stream()
                .flatMap(diagnosis -> diagnosis.complaint(id).stream())
                .filter(complaint -> complaint.fatal() || !fatalOnly)
                .findFirst()
                .map(complaint -> new Trouble(complaint.textKey(), complaint.arguments()));
    }

    private void failed(Installed module, Trouble why) {
        LOG.error("Module {} is off: {} {}", module.id(), why.key(), why.arguments());
        failures.put(module, why);
        modes.put(module.id(), ModuleMode.OFF);
        refreshSnapshot();
        if (transition.hangs(module)) {
            return;
        }
        try {
            transition.off(module);
        } catch (BundleException | IllegalStateException e) {
            LOG.error("Module {} cannot be stopped", module.id(), e);
        }
    }

    /** Switches a module off on this node until an operator wishes anew, and says why. Returns when that is done. */
    public void pause(Installed module, Trouble why) {
        CompletableFuture.runAsync(
                        () -> {
                            if (!module.core() && modes.get(module.id()) != ModuleMode.OFF) {
                                failed(module, why);
                                reconcile();
                            }
                        },
                        thread)
                .join();
    }

    /** Forgets why a module failed, so that it is tried again. */
    public void forgive(String moduleId) {
        failures.forget(moduleId);
    }

    /** Why a module could not be switched on; empty when nothing failed. */
    public Optional<Trouble> failure(String moduleId) {
        return failures.of(moduleId);
    }

    /** What is wrong with an installed module, whether it is on or off; empty when nothing is known to be. */
    public Optional<Trouble> trouble(Installed module) {
        return failures.of(module.id())
                .or(() -> needs.trouble(module.bundle()))
                .or(() -> complaint(module.id(), false));
    }

    private synchronized void publish(
            List<Installed> modules, Map<String, DesiredState> desired, Map<String, Target> targets) {
        Map<String, ModuleStatus> next = new java.util.LinkedHashMap<>();
        for (Installed module : modules) {
            Target target = targets.get(module.id());
            boolean wanted = module.core()
                    || Optional.ofNullable(desired.get(module.id()))
                            .map(DesiredState::enabled)
                            .orElse(false);
            next.put(
                    module.id(),
                    new ModuleStatus(
                            module.id(),
                            module.version(),
                            modes.getOrDefault(module.id(), ModuleMode.OFF),
                            module.core(),
                            wanted,
                            module.paths(),
                            target.licence(),
                            target.until(),
                            failures.of(module.id()).map(Trouble::key).or(target::reason)));
        }
        snapshot = Collections.unmodifiableMap(next);
    }

    /** The next step of a licence is taken at its moment, not up to a second later. */
    private void wakeForNextStep(Map<String, Target> targets) {
        Instant now = licences.now();
        targets.values().stream()
                .flatMap(target -> target.until().stream())
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .map(at -> Duration.between(now, at))
                .filter(wait -> wait.toMillis() < 1000 && !closed)
                .ifPresent(wait -> thread.schedule(this::reconcileQuietly, wait.toMillis() + 1, TimeUnit.MILLISECONDS));
    }

    /** The modes as they are now over what else is known; before the first reconciliation only core modules are on. */
    private synchronized void refreshSnapshot() {
        Map<String, ModuleStatus> next = new java.util.LinkedHashMap<>();
        for (Installed module : gate.modules()) {
            ModuleStatus old = snapshot.get(module.id());
            next.put(
                    module.id(),
                    new ModuleStatus(
                            module.id(),
                            module.version(),
                            module.core() ? ModuleMode.ON : modes.getOrDefault(module.id(), ModuleMode.OFF),
                            module.core(),
                            module.core() || (old == null ? wishes.contains(module.id()) : old.desired()),
                            module.paths(),
                            old == null ? ModuleStatus.LicenceState.UNLICENSED : old.licence(),
                            old == null ? Optional.empty() : old.until(),
                            old == null ? Optional.empty() : old.problem()));
        }
        snapshot = Collections.unmodifiableMap(next);
    }

    private static List<Installed> modulesFirst(List<Installed> modules) {
        Map<String, Installed> byId = new HashMap<>();
        modules.forEach(module -> byId.put(module.id(), module));
        Map<String, Installed> ordered = new java.util.LinkedHashMap<>();
        modules.forEach(module -> visit(module, byId, ordered, 0));
        return List.copyOf(ordered.values());
    }

    private static void visit(
            Installed module, Map<String, Installed> byId, Map<String, Installed> ordered, int depth) {
        if (ordered.containsKey(module.id()) || depth > byId.size()) {
            return;
        }
        module.requires().stream()
                .filter(byId::containsKey)
                .forEach(id -> visit(byId.get(id), byId, ordered, depth + 1));
        ordered.put(module.id(), module);
    }

    private static List<Installed> dependantsFirst(List<Installed> modules) {
        List<Installed> reversed = new java.util.ArrayList<>(modulesFirst(modules));
        Collections.reverse(reversed);
        return reversed;
    }

    static String brief(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.length() > 400 ? message.substring(0, 400) + "…" : message;
    }
}
