package org.wanrenhui.portal.modules.internal.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.modules.internal.catalogue.Installations;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;

/**
 * Takes an operator's wish about a module that is installed or not: uninstalls it with its data kept, installs it again, and
 * hands all else to the switch.
 */
@Component(service = ModuleInstaller.class)
public final class ModuleInstaller {

    private final StartLevelGate gate;
    private final Installations installations;
    private final DesiredStates desiredStates;
    private final Reconciler reconciler;
    private final ModuleSwitch moduleSwitch;
    private final Audit audit;

    @Activate
    public ModuleInstaller(
            @Reference StartLevelGate gate,
            @Reference Installations installations,
            @Reference DesiredStates desiredStates,
            @Reference Reconciler reconciler,
            @Reference ModuleSwitch moduleSwitch,
            @Reference Audit audit) {
        this.gate = gate;
        this.installations = installations;
        this.desiredStates = desiredStates;
        this.reconciler = reconciler;
        this.moduleSwitch = moduleSwitch;
        this.audit = audit;
    }

    /**
     * Makes the module what is wanted. One change at a time. Throws {@link Problem}, and then all is as it was.
     *
     * @param by   name of the operator
     * @param also ids of dependants that the operator has agreed to switch off with it
     */
    public void change(String id, Wanted wanted, String by, List<String> also) {
        synchronized (moduleSwitch) {
            if (wanted == Wanted.UNINSTALLED) {
                if (uninstalled(id).isEmpty()) {
                    uninstall(id, by, also);
                }
                return;
            }
            Optional<DesiredState> away = uninstalled(id);
            if (away.isPresent()) {
                if (wanted == Wanted.ENABLED) {
                    moduleSwitch.checkLicenceOf(id);
                }
                install(away.get(), by);
                if (wanted == Wanted.DISABLED) {
                    return;
                }
            }
            moduleSwitch.change(id, wanted == Wanted.ENABLED, by, also);
        }
    }

    /** The module's row when it has been uninstalled. */
    public Optional<DesiredState> uninstalled(String id) {
        return desiredStates.uninstalled().stream()
                .filter(state -> state.moduleId().equals(id))
                .findFirst();
    }

    /** Throws the reason why the module cannot be uninstalled; returns its Karaf feature when it can. */
    String checkUninstall(String id) {
        Installed module = gate.module(id).orElseThrow(Problem::notFound);
        if (module.core()) {
            throw Problem.conflict("module.refused.core");
        }
        List<String> users = installations.usersOf(module);
        if (!users.isEmpty()) {
            throw Problem.conflict("module.refused.used", String.join(", ", users));
        }
        return installations.featureOf(module).orElseThrow(() -> Problem.conflict("module.refused.no-feature", id));
    }

    /** Throws the reason why the module cannot be installed again; does nothing when it can. */
    void checkInstall(DesiredState away) {
        if (!installations.knows(away.feature())) {
            throw Problem.conflict("module.refused.feature-gone", away.feature());
        }
    }

    private void uninstall(String id, String by, List<String> also) {
        String feature = checkUninstall(id);
        DesiredState before = desiredStates.all().get(id);
        List<String> off = new ArrayList<>(List.of(id));
        List<String> dependants = moduleSwitch.dependantsOn(id);
        if (!also.containsAll(dependants)) {
            throw Problem.conflict("module.refused.dependants", String.join(", ", dependants));
        }
        off.addAll(dependants);
        long start = System.nanoTime();
        // Off first, as by the switch: what is in flight ends, and its pages are gone before its code is.
        desiredStates.put(off, false, by, Instant.now());
        reconciler.reconcileNow();
        desiredStates.uninstall(id, feature, by, Instant.now());
        Optional<String> failure = bringInLine(id);
        if (failure.isEmpty() && gate.module(id).isPresent()) {
            failure = Optional.of("another feature brings it too");
        }
        if (failure.isPresent()) {
            desiredStates.put(List.of(id), before != null && before.enabled(), by, Instant.now());
            bringInLine(id);
            reconciler.reconcileNow();
            audit.record("modules.rolled-back", "module:" + id, failure.get());
            throw Problem.conflict("module.refused.failed", failure.get());
        }
        reconciler.reconcileNow();
        audit.record("modules.uninstall", "module:" + id, millis(start));
        dependants.forEach(other -> audit.record("modules.disable", "module:" + other, millis(start)));
    }

    private void install(DesiredState away, String by) {
        String id = away.moduleId();
        checkInstall(away);
        long start = System.nanoTime();
        desiredStates.put(List.of(id), false, by, Instant.now());
        Optional<String> failure = bringInLine(id);
        if (failure.isEmpty() && gate.module(id).isEmpty()) {
            failure = Optional.of("feature " + away.feature() + " does not bring it");
        }
        if (failure.isPresent()) {
            desiredStates.uninstall(id, away.feature(), by, Instant.now());
            bringInLine(id);
            audit.record("modules.rolled-back", "module:" + id, failure.get());
            throw Problem.conflict("module.refused.failed", failure.get());
        }
        reconciler.reconcileNow();
        audit.record("modules.install", "module:" + id, millis(start));
    }

    private Optional<String> bringInLine(String id) {
        try {
            installations.bringInLineNow(id);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(Reconciler.brief(e));
        }
    }

    private static String millis(long since) {
        return (System.nanoTime() - since) / 1_000_000 + " ms";
    }
}
