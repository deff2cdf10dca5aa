package org.wanrenhui.portal.modules.internal.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.modules.internal.EverySecond;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleLimits;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleThreads;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.WebLayer;

/**
 * Ends what still runs of a module that is off: its own threads, and the portal's that have not come back from it. First
 * they are asked to, then made to; what remains all the same is said in the console. Of more threads than a module may have
 * none is asked: an interrupt would only spur on the one that begins them. A thread that runs no code of the module, an
 * idle one of a pool that was not shut down, can only be counted.
 */
@Component(immediate = true)
public final class Leftovers implements ModuleDiagnosis {

    private static final long ASKED_AFTER = Duration.ofSeconds(2).toNanos();
    private static final long MADE_AFTER = Duration.ofSeconds(8).toNanos();
    private static final long SAID_AFTER = Duration.ofSeconds(12).toNanos();

    private final StartLevelGate gate;
    private final ModuleLimits limits;
    private final WebLayer web;
    /** Ids of modules by bundle, also of those that have been uninstalled while a thread still runs. */
    private final Map<Bundle, String> ids = new HashMap<>();

    private final Map<Thread, Long> leftSince = new HashMap<>();
    private final Map<String, Long> offSince = new HashMap<>();
    private final Map<String, Integer> remaining = new ConcurrentHashMap<>();
    private final EverySecond looking;

    @Activate
    public Leftovers(@Reference StartLevelGate gate, @Reference ModuleLimits limits, @Reference WebLayer web) {
        this.gate = gate;
        this.limits = limits;
        this.web = web;
        this.looking = new EverySecond("portal-leftovers", this::look);
    }

    @Deactivate
    void deactivate() {
        looking.close();
    }

    @Override
    public Optional<Complaint> complaint(String moduleId) {
        return Optional.ofNullable(remaining.get(moduleId))
                .map(count -> new Complaint(false, "module.trouble.threads-left", List.of(String.valueOf(count))));
    }

    private void look() {
        Map<String, Integer> left = new HashMap<>();
        threads(left);
        web.traffic().ifPresent(traffic -> visitors(traffic, left));
        remaining.keySet().retainAll(left.keySet());
        remaining.putAll(left);
    }

    private void threads(Map<String, Integer> left) {
        gate.modules().stream()
                .filter(module -> !module.core())
                .forEach(module -> ids.put(module.bundle(), module.id()));
        Set<Thread> seen = new HashSet<>();
        Set<Bundle> withThreads = new HashSet<>();
        long now = System.nanoTime();
        ModuleThreads.all().forEach((bundle, threads) -> {
            String id = ids.get(bundle);
            if (id == null) {
                return;
            }
            withThreads.add(bundle);
            // the oldest first: it may be the one that begins the others
            List<Thread> old = threads.stream()
                    .filter(own -> ModuleThreads.isLeft(own, bundle))
                    .sorted(Comparator.comparingLong(Thread::getId))
                    .toList();
            boolean tooMany = old.size() > limits.threads();
            for (Thread own : old) {
                seen.add(own);
                long age = now - leftSince.computeIfAbsent(own, t -> now);
                if ((tooMany || age > ASKED_AFTER) && ModuleThreads.runsCodeOf(own, bundle)) {
                    own.interrupt();
                    if (tooMany || age > MADE_AFTER) {
                        ModuleThreads.stop(own);
                    }
                }
                if (age > SAID_AFTER) {
                    left.merge(id, 1, Integer::sum);
                }
            }
        });
        leftSince.keySet().retainAll(seen);
        ids.keySet().removeIf(bundle -> bundle.getState() == Bundle.UNINSTALLED && !withThreads.contains(bundle));
    }

    /** The portal's own threads, which the web layer knows. */
    private void visitors(ModuleTraffic traffic, Map<String, Integer> left) {
        long now = System.nanoTime();
        Set<String> off = new HashSet<>();
        for (Installed module : gate.modules()) {
            if (!module.core() && !ModuleThreads.isOn(module.bundle())) {
                off.add(module.id());
                long age = now - offSince.computeIfAbsent(module.id(), id -> now);
                if (age > ASKED_AFTER) {
                    int inside = traffic.end(module.id(), age > MADE_AFTER);
                    if (inside > 0 && age > SAID_AFTER) {
                        left.merge(module.id(), inside, Integer::sum);
                    }
                }
            }
        }
        offSince.keySet().retainAll(off);
    }
}
