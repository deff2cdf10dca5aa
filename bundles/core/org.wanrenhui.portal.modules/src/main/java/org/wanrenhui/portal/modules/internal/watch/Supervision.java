package org.wanrenhui.portal.modules.internal.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.modules.internal.EverySecond;
import org.wanrenhui.portal.modules.internal.catalogue.DataArea;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleLimits;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleThreads;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;
import org.wanrenhui.portal.modules.internal.catalogue.WebLayer;
import org.wanrenhui.portal.modules.internal.state.Reconciler;

/**
 * Looks every second how the modules that are on behave, and pauses one that harms the node or fails again and again
 * (docs/adr/0012). When several fail at once, the cause is none of them.
 */
@Component(service = Supervision.class, immediate = true)
public final class Supervision {

    private static final int LOOKS_PER_MEASURING = 5;

    private final StartLevelGate gate;
    private final Reconciler reconciler;
    private final ModuleLimits limits;
    private final ModuleTexts texts;
    private final Audit audit;
    private final WebLayer web;
    private final Map<String, Course> courses = new HashMap<>();
    private final EverySecond looking;
    private int looks;

    @Activate
    public Supervision(
            @Reference StartLevelGate gate,
            @Reference Reconciler reconciler,
            @Reference ModuleLimits limits,
            @Reference ModuleTexts texts,
            @Reference Audit audit,
            @Reference WebLayer web) {
        this.gate = gate;
        this.reconciler = reconciler;
        this.limits = limits;
        this.texts = texts;
        this.audit = audit;
        this.web = web;
        this.looking = new EverySecond("portal-supervision", this::look);
    }

    @Deactivate
    void deactivate() {
        looking.close();
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
            Optional<Trouble> greed = module.core()
                    ? Optional.empty()
                    : greed(module, course, threads.getOrDefault(module.bundle(), List.of()), now);
            if (greed.isPresent()) {
                pause(module, greed.get());
            } else if (course.fails(limits.failingSeconds())) {
                failing.add(module);
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
        return web.traffic().map(traffic -> traffic.figures(module.id(), Locale.SIMPLIFIED_CHINESE));
    }

    private void pause(Installed module, Trouble why) {
        reconciler.pause(module, why);
        // Whoever resumes it before the next look gives it a new beginning.
        courses.remove(module.id());
        // The log is read by all, whatever their language; it gets the portal's own.
        audit.record("modules.paused", "module:" + module.id(), why.words(texts, Locale.SIMPLIFIED_CHINESE));
    }

    private static String mebibytes(long bytes) {
        return String.valueOf(bytes / (1024 * 1024));
    }
}
