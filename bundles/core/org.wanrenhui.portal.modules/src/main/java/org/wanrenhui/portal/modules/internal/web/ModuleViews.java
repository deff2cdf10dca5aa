package org.wanrenhui.portal.modules.internal.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
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

    private static final ModuleTraffic.Figures NONE = new ModuleTraffic.Figures(List.of(), 0, 0, "", Optional.empty());

    /** A module for the API. */
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
            return ending() || desired && problem != null;
        }
    }

    private final StartLevelGate gate;
    private final Reconciler reconciler;
    private final ModuleTexts texts;
    private final DesiredStates desiredStates;
    private final Licences licences;
    private final DeployFolder deployFolder;
    private volatile ModuleTraffic traffic;

    @Activate
    public ModuleViews(
            @Reference StartLevelGate gate,
            @Reference Reconciler reconciler,
            @Reference ModuleTexts texts,
            @Reference DesiredStates desiredStates,
            @Reference Licences licences,
            @Reference DeployFolder deployFolder) {
        this.gate = gate;
        this.reconciler = reconciler;
        this.texts = texts;
        this.desiredStates = desiredStates;
        this.licences = licences;
        this.deployFolder = deployFolder;
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
        ModuleTraffic web = traffic;
        ModuleTraffic.Figures figures = web == null ? NONE : web.figures(module.id(), locale);
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
                        problem(module, status, locale),
                        figures.perMinute(),
                        figures.perMinute().isEmpty()
                                ? 0
                                : figures.perMinute().get(figures.perMinute().size() - 1),
                        figures.p95Millis(),
                        figures.errors(),
                        figures.lastError(),
                        figures.lastErrorAt().orElse(null),
                        module.requires(),
                        module.paths()));
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
