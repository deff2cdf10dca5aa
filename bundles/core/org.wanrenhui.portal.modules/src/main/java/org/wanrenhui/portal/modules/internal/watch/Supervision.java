package org.wanrenhui.portal.modules.internal.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.modules.internal.catalogue.DataArea;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleLimits;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleThreads;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;
import org.wanrenhui.portal.modules.internal.state.Reconciler;

/**
 * Looks every second how the modules that are on behave, and pauses one that harms the node or fails again and again
 * (docs/adr/0012). When several fail at once, the cause is none of them.
 */
@Component(service = Supervision.class, immediate = true)
public final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final int LOOKS_PER_MEASURING = 5;

    private final StartLevelGate gate;
    private final Reconciler reconciler;
    private final ModuleLimits limits;
    private final ModuleTexts texts;
    private final Audit audit;
    private final Map<String, Course> courses = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "portal-supervision");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile ModuleTraffic traffic;
    private int looks;

    @Activate
    public Supervision(
            @Reference StartLevelGate gate,
            @Reference Reconciler reconciler,
            @Reference ModuleLimits limits,
            @Reference ModuleTexts texts,
            @Reference Audit audit) {
        this.gate = gate;
        this.reconciler = reconciler;
        this.limits = limits;
        this.texts = texts;
        this.audit = audit;
        thread.scheduleWithFixedDelay(this::lookQuietly, 1, 1, TimeUnit.SECONDS);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTraffic(ModuleTraffic service) {
        traffic = service;
    }

    void unbindTraffic(ModuleTraffic service) {
        if (traffic == service) {
            traffic = null;
        }
    }

    @Deactivate
    void deactivate() {
        thread.shutdownNow();
    }

    private void lookQuietly() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.debug("How the modules behave is not known at the moment", e);
        }
    }

    private void look() {
        List<Installed> on = gate.modules().stream()
                .filter(module -> reconciler.mode(module.id()) != ModuleMode.OFF)
                .toList();
        courses.keySet().retainAll(on.stream().map(Installed::id).toList());
        Map<Bundle, List<Thread>> threads = ModuleThreads.all();
        long now = System.nanoTime();
        looks++;
        List<Installed> failing = new ArrayList<>();
        for (Installed module : on) {
            Course course = courses.computeIfAbsent(module.id(), id -> new Course());
            figures(module).ifPresent(figures -> course.counted(figures.requests(), figures.errors()));
            if (course.fails(limits.failingSeconds())) {
                failing.add(module);
            }
            if (!module.core()) {
                greed(module, course, threads.getOrDefault(module.bundle(), List.of()), now)
                        .ifPresent(why -> pause(module, why));
            }
        }
        if (failing.size() == 1 && !failing.get(0).core()) {
            Installed module = failing.get(0);
            String last = figures(module).map(ModuleTraffic.Figures::lastError).orElse("");
            pause(
                    module,
                    Trouble.of(
                            "module.paused.errors",
                            String.valueOf(courses.get(module.id()).failures()),
                            last));
        }
    }

    /** What the module takes too much of. */
    private Optional<Trouble> greed(Installed module, Course course, List<Thread> own, long now) {
        if (own.size() > limits.threads()) {
            return Optional.of(Trouble.of(
                    "module.paused.threads",
                    String.valueOf(own.size()),
                    own.get(own.size() - 1).getName()));
        }
        Map<Thread, Long> cpu = new HashMap<>();
        own.forEach(each -> cpu.put(each, ModuleThreads.cpuNanos(each)));
        course.worked(now, cpu);
        List<String> spinning = course.spinning(now, limits.spin().toNanos());
        if (!spinning.isEmpty()) {
            return Optional.of(Trouble.of(
                    "module.paused.spins",
                    String.join(", ", spinning),
                    String.valueOf(limits.spin().toSeconds())));
        }
        if (looks % LOOKS_PER_MEASURING == 0) {
            long bytes = DataArea.bytes(module.bundle());
            if (bytes > limits.space()) {
                return Optional.of(Trouble.of("module.paused.space", mebibytes(bytes), mebibytes(limits.space())));
            }
        }
        return Optional.empty();
    }

    private Optional<ModuleTraffic.Figures> figures(Installed module) {
        return Optional.ofNullable(traffic).map(web -> web.figures(module.id(), Locale.SIMPLIFIED_CHINESE));
    }

    private void pause(Installed module, Trouble why) {
        reconciler.pause(module, why);
        // The log is read by all, whatever their language; it gets the portal's own.
        audit.record("modules.paused", "module:" + module.id(), why.words(texts, Locale.SIMPLIFIED_CHINESE));
    }

    private static String mebibytes(long bytes) {
        return String.valueOf(bytes / (1024 * 1024));
    }
}
