package org.wanrenhui.portal.modules.internal.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus;
import org.wanrenhui.portal.api.module.ModuleStatus.LicenceState;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.spi.EventConsumer;
import org.wanrenhui.portal.api.spi.Job;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.modules.internal.catalogue.Installations;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.licence.Licences;

/** Says what a change would do, before anything is done. Reads the module's declarations, so it also works while it is off. */
@Component(service = Planner.class)
public final class Planner {

    /**
     * What a change would do.
     *
     * @param module     id
     * @param title      its name
     * @param version    its version
     * @param desired    ENABLED, DISABLED or UNINSTALLED
     * @param starts     components that start or stop
     * @param refreshed  other bundles that would be restarted; a switch restarts none
     * @param migrations scripts that bring its tables up to date when they are not
     * @param paths      first segments of the addresses that appear or go
     * @param blocks     blocks that appear or go
     * @param jobs       jobs that begin or end
     * @param listeners  event consumers that begin, or keep their place until the module is back
     * @param requires   modules that it needs, and whether they are on
     * @param dependants modules that would have to go with it
     * @param licence    state of its licence
     * @param until      when that changes, ISO 8601, or null
     * @param refusal    why it cannot be done, or null
     */
    public record Plan(
            String module,
            String title,
            String version,
            String desired,
            int starts,
            List<String> refreshed,
            List<String> migrations,
            List<String> paths,
            List<String> blocks,
            List<String> jobs,
            List<String> listeners,
            List<Requirement> requires,
            List<String> dependants,
            String licence,
            String until,
            String refusal) {}

    /** A module that another needs. */
    public record Requirement(String module, boolean on) {}

    private final StartLevelGate gate;
    private final Reconciler reconciler;
    private final ModuleSwitch moduleSwitch;
    private final ModuleInstaller installer;
    private final Installations installations;
    private final Licences licences;
    private final ServiceComponentRuntime runtime;
    private final ModuleTexts texts;

    @Activate
    public Planner(
            @Reference StartLevelGate gate,
            @Reference Reconciler reconciler,
            @Reference ModuleSwitch moduleSwitch,
            @Reference ModuleInstaller installer,
            @Reference Installations installations,
            @Reference Licences licences,
            @Reference ServiceComponentRuntime runtime,
            @Reference ModuleTexts texts) {
        this.gate = gate;
        this.reconciler = reconciler;
        this.moduleSwitch = moduleSwitch;
        this.installer = installer;
        this.installations = installations;
        this.licences = licences;
        this.runtime = runtime;
        this.texts = texts;
    }

    /** The plan; a refusal is part of it and not thrown. Throws {@link Problem} 404 for an unknown module. */
    public Plan plan(String id, Wanted wanted, Locale locale) {
        Optional<DesiredState> away = installer.uninstalled(id);
        if (away.isPresent()) {
            return planAway(away.get(), wanted, locale);
        }
        Installed module = gate.module(id).orElseThrow(Problem::notFound);
        ModuleStatus status = moduleSwitch.status(id);
        boolean enabled = wanted == Wanted.ENABLED;
        return new Plan(
                id,
                texts.title(module.bundle(), locale),
                module.version(),
                wanted.name(),
                components(module.bundle()),
                wanted == Wanted.UNINSTALLED ? installations.usersOf(module) : List.of(),
                enabled ? migrations(module.bundle()) : List.of(),
                module.paths().stream().map(path -> "/" + path).toList(),
                implementing(module.bundle(), Block.class),
                implementing(module.bundle(), Job.class),
                implementing(module.bundle(), EventConsumer.class),
                module.requires().stream()
                        .map(required -> new Requirement(required, reconciler.mode(required) != ModuleMode.OFF))
                        .toList(),
                enabled ? List.of() : moduleSwitch.dependantsOn(id),
                status.licence().name(),
                status.until().map(Object::toString).orElse(null),
                refusal(locale, () -> {
                    if (wanted == Wanted.UNINSTALLED) {
                        installer.checkUninstall(id);
                    } else {
                        moduleSwitch.check(id, enabled);
                    }
                }));
    }

    /** Of a module that is not installed little is known before its feature is there. */
    private Plan planAway(DesiredState away, Wanted wanted, Locale locale) {
        String id = away.moduleId();
        Licence.Step step = licences.stepOf(id);
        return new Plan(
                id,
                id,
                "",
                wanted.name(),
                0,
                List.of(),
                List.of(),
                List.of("/" + id),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                step.name(),
                licences.current()
                        .flatMap(licence -> licence.nextChange(id, licences.now()))
                        .map(Object::toString)
                        .orElse(null),
                refusal(locale, () -> {
                    if (wanted != Wanted.UNINSTALLED) {
                        installer.checkInstall(away);
                    }
                    if (wanted == Wanted.ENABLED) {
                        ModuleSwitch.checkLicence(id, LicenceState.valueOf(step.name()));
                    }
                }));
    }

    private String refusal(Locale locale, Runnable check) {
        try {
            check.run();
            return null;
        } catch (Problem e) {
            return texts.own(locale, e.getMessage(), e.arguments());
        }
    }

    private int components(Bundle bundle) {
        int running = runtime.getComponentDescriptionDTOs(bundle).size();
        return running > 0 ? running : declarations(bundle).size();
    }

    /** Names of the components that declare the service, from the bundle's own descriptions. */
    private static List<String> implementing(Bundle bundle, Class<?> service) {
        List<String> names = new ArrayList<>();
        for (ComponentXml component : declarations(bundle)) {
            if (component.provides().contains(service.getName())) {
                names.add(component.shortName());
            }
        }
        Collections.sort(names);
        return names;
    }

    private static List<ComponentXml> declarations(Bundle bundle) {
        var entries = bundle.findEntries("OSGI-INF", "*.xml", false);
        return entries == null
                ? List.of()
                : Collections.list(entries).stream().map(ComponentXml::read).toList();
    }

    private static List<String> migrations(Bundle bundle) {
        var entries = bundle.findEntries("migrations", "V*.sql", true);
        if (entries == null) {
            return List.of();
        }
        return Collections.list(entries).stream()
                .map(url -> url.getPath().substring(url.getPath().lastIndexOf('/') + 1))
                .map(name -> name.replace("__", " ").replace('_', ' ').replace(".sql", ""))
                .distinct()
                .sorted()
                .toList();
    }

    /** Resources that the module declares; for the card. */
    public int pages(Bundle bundle) {
        return implementing(bundle, WebResource.class).size();
    }
}
