package org.wanrenhui.portal.modules.internal.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.modules.internal.catalogue.DeployFolder;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;
import org.wanrenhui.portal.modules.internal.licence.Licences;
import org.wanrenhui.portal.modules.internal.state.DesiredState;
import org.wanrenhui.portal.modules.internal.state.DesiredStates;
import org.wanrenhui.portal.modules.internal.state.Reconciler;
import org.wanrenhui.portal.modules.internal.state.Wanted;

/** Modules as the console and the API show them. */
@Component(service = ModuleViews.class)
public final class ModuleViews {

    /**
     * A module for the API.
     *
     * @param paused  whether the portal has switched it off because it did harm; wanting it ENABLED again resumes it
     * @param problem what is wrong with it in words, or null
     */
    public record ModuleJson(
            String id,
            String title,
            String version,
            String desired,
            String mode,
            boolean core,
            List<String> requires,
            List<String> paths,
            LicenceJson licence,
            boolean paused,
            String problem) {}

    /** State of a module's licence; {@code until} is when it changes, or null. */
    public record LicenceJson(String state, Instant until) {}

    /** A module for the console. */
    public record Card(
            String id,
            String name,
            String title,
            String summary,
            String version,
            String icon,
            boolean core,
            String mode,
            boolean desired,
            String licence,
            Instant until,
            boolean paused,
            String problem,
            List<Integer> perMinute,
            int requests,
            long p95,
            long errors,
            String lastError,
            Instant lastErrorAt,
            List<String> requires,
            List<String> paths) {

        public boolean on() {
            return !mode.equals("OFF");
        }

        /** Whether its licence is about to end or has ended. */
        public boolean ending() {
            return desired && (licence.equals("WARNING") || licence.equals("READ_ONLY") || licence.equals("LAPSED"));
        }

        /** Whether an operator should look at it. */
        public boolean attention() {
            return ending() || (desired || on()) && problem != null;
        }
    }

    private final StartLevelGate gate;
    private final Reconciler reconciler;
    private final ModuleTexts texts;
    private final DesiredStates desiredStates;
    private final Licences licences;
    private final DeployFolder deployFolder;
    private final ModuleFigures figures;

    @Activate
    public ModuleViews(
            @Reference StartLevelGate gate,
            @Reference Reconciler reconciler,
            @Reference ModuleTexts texts,
            @Reference DesiredStates desiredStates,
            @Reference Licences licences,
            @Reference DeployFolder deployFolder,
            @Reference ModuleFigures figures) {
        this.gate = gate;
        this.reconciler = reconciler;
        this.texts = texts;
        this.desiredStates = desiredStates;
        this.licences = licences;
        this.deployFolder = deployFolder;
        this.figures = figures;
    }

    /** All modules for the API: those that are installed, then those that an operator has uninstalled. */
    public List<ModuleJson> json(Locale locale) {
        List<ModuleJson> all = new ArrayList<>();
        gate.modules().forEach(module -> json(module, locale).ifPresent(all::add));
        desiredStates.uninstalled().stream()
                .filter(state -> gate.module(state.moduleId()).isEmpty())
                .map(this::away)
                .forEach(all::add);
        return all;
    }

    /** One module for the API. */
    public Optional<ModuleJson> json(String id, Locale locale) {
        return gate.module(id).flatMap(module -> json(module, locale)).or(() -> desiredStates.uninstalled().stream()
                .filter(state -> state.moduleId().equals(id))
                .findFirst()
                .map(this::away));
    }

    /** Ids of the modules that an operator has uninstalled. */
    public List<String> uninstalled() {
        return desiredStates.uninstalled().stream().map(DesiredState::moduleId).toList();
    }

    private ModuleJson away(DesiredState state) {
        return new ModuleJson(
                state.moduleId(),
                state.moduleId(),
                "",
                Wanted.UNINSTALLED.name(),
                ModuleMode.OFF.name(),
                false,
                List.of(),
                List.of(),
                new LicenceJson(
                        licences.stepOf(state.moduleId()).name(),
                        licences.current()
                                .flatMap(licence -> licence.nextChange(state.moduleId(), licences.now()))
                                .orElse(null)),
                false,
                null);
    }

    private Optional<ModuleJson> json(Installed module, Locale locale) {
        return reconciler
                .status(module.id())
                .map(status -> new ModuleJson(
                        module.id(),
                        texts.title(module.bundle(), locale),
                        module.version(),
                        (status.desired() ? Wanted.ENABLED : Wanted.DISABLED).name(),
                        status.mode().name(),
                        module.core(),
                        module.requires(),
                        module.paths(),
                        new LicenceJson(status.licence().name(), status.until().orElse(null)),
                        paused(module),
                        problem(module, status, locale)));
    }

    /** A file in the deploy folder that is of no use, and why. */
    public record Unfit(String file, String words) {}

    /** What lies in the deploy folder and cannot be used. */
    public List<Unfit> unfit(Locale locale) {
        return deployFolder.files().stream()
                .flatMap(file ->
                        file.trouble().map(trouble -> new Unfit(file.name(), trouble.words(texts, locale))).stream())
                .toList();
    }

    /** All modules for the console: those that can be switched first. */
    public List<Card> cards(Locale locale) {
        return gate.modules().stream()
                .flatMap(m -> card(m, locale).stream())
                .sorted(java.util.Comparator.comparing(Card::core))
                .toList();
    }

    /** One module for the console. */
    public Optional<Card> card(String id, Locale locale) {
        return gate.module(id).flatMap(m -> card(m, locale));
    }

    private Optional<Card> card(Installed module, Locale locale) {
        ModuleTraffic.Figures served = figures.requests(module.id(), locale);
        return reconciler
                .status(module.id())
                .map(status -> new Card(
                        module.id(),
                        module.bundle().getSymbolicName(),
                        texts.title(module.bundle(), locale),
                        texts.summary(module.bundle(), locale),
                        module.version(),
                        module.icon(),
                        module.core(),
                        status.mode().name(),
                        status.desired(),
                        status.licence().name(),
                        status.until().orElse(null),
                        paused(module),
                        problem(module, status, locale),
                        served.perMinute(),
                        served.perMinute().isEmpty()
                                ? 0
                                : served.perMinute().get(served.perMinute().size() - 1),
                        served.p95Millis(),
                        served.errors(),
                        served.lastError(),
                        served.lastErrorAt().orElse(null),
                        module.requires(),
                        module.paths()));
    }

    private boolean paused(Installed module) {
        return reconciler.failure(module.id()).filter(Trouble::isPause).isPresent();
    }

    private String problem(Installed module, ModuleStatus status, Locale locale) {
        Optional<Trouble> trouble = reconciler.trouble(module);
        if (trouble.isPresent()) {
            return trouble.get().words(texts, locale);
        }
        if (status.problem().isEmpty() || status.mode() == ModuleMode.ON) {
            return null;
        }
        return texts.own(locale, status.problem().get());
    }
}
