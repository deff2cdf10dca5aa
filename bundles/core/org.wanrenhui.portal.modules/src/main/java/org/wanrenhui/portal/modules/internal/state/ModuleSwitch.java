package org.wanrenhui.portal.modules.internal.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus;
import org.wanrenhui.portal.api.module.ModuleStatus.LicenceState;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.Needs;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;
import org.wanrenhui.portal.modules.internal.licence.Licences;
import org.wanrenhui.portal.modules.internal.licence.Node;

/** Takes an operator's wish: checks it, stores it, has it done, and takes it back when it fails. */
@Component(service = ModuleSwitch.class)
public final class ModuleSwitch {

    private final StartLevelGate gate;
    private final DesiredStates desiredStates;
    private final Reconciler reconciler;
    private final Licences licences;
    private final Node node;
    private final Audit audit;
    private final Needs needs;
    private final ModuleTexts texts;
    private final CurrentRequest request;

    @Activate
    public ModuleSwitch(
            @Reference StartLevelGate gate,
            @Reference DesiredStates desiredStates,
            @Reference Reconciler reconciler,
            @Reference Licences licences,
            @Reference Node node,
            @Reference Audit audit,
            @Reference Needs needs,
            @Reference ModuleTexts texts,
            @Reference CurrentRequest request) {
        this.gate = gate;
        this.desiredStates = desiredStates;
        this.reconciler = reconciler;
        this.licences = licences;
        this.node = node;
        this.audit = audit;
        this.needs = needs;
        this.texts = texts;
        this.request = request;
    }

    /** The module's state. Throws {@link Problem} 404 for one that is not installed. */
    public ModuleStatus status(String id) {
        return reconciler.status(id).orElseThrow(Problem::notFound);
    }

    /**
     * Switches a module. One change at a time: of two operators who press at once, each gets the state after their own.
     *
     * @param by   name of the operator
     * @param also ids of dependants that the operator has agreed to switch off with it
     * @return the state after the change
     */
    public synchronized ModuleStatus change(String id, boolean enabled, String by, List<String> also) {
        checkAudited(id, enabled);
        List<String> changed = new ArrayList<>(List.of(id));
        if (!enabled) {
            List<String> dependants = dependantsOn(id);
            if (!also.containsAll(dependants)) {
                throw Problem.conflict("module.refused.dependants", String.join(", ", dependants));
            }
            changed.addAll(dependants);
        }
        long start = System.nanoTime();
        reconciler.forgive(id);
        desiredStates.put(changed, enabled, by, Instant.now());
        reconciler.reconcileNow();
        Optional<Trouble> failure = reconciler.failure(id);
        if (enabled && failure.isPresent()) {
            desiredStates.put(List.of(id), false, by, Instant.now());
            reconciler.reconcileNow();
            // The log is read by all, whatever their language; it gets the portal's own.
            audit.record("modules.rolled-back", "module:" + id, failure.get().words(texts, Locale.SIMPLIFIED_CHINESE));
            throw Problem.conflict("module.refused.failed", failure.get().words(texts, request.locale()));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        for (String module : changed) {
            audit.record(enabled ? "modules.enable" : "modules.disable", "module:" + module, millis + " ms");
        }
        return status(id);
    }

    /** Like {@link #check}, and a wish that the licence does not cover is written down. */
    private void checkAudited(String id, boolean enabled) {
        audited(id, () -> check(id, enabled));
    }

    /** Throws when the licence does not let the module, installed or not, be switched on; that is written down. */
    void checkLicenceOf(String id) {
        audited(id, () -> checkLicence(id, licenceOf(id)));
    }

    /** By the licence itself: what the reconciler has noted of a module that has just come, or of a new licence, is late. */
    private LicenceState licenceOf(String id) {
        return LicenceState.valueOf(licences.stepOf(id).name());
    }

    private void audited(String id, Runnable check) {
        try {
            check.run();
        } catch (Problem refusal) {
            if ("unlicensed".equals(refusal.type())) {
                audit.record("modules.refused", "module:" + id, "not licensed");
            }
            throw refusal;
        }
    }

    /** Throws the reason why the module cannot be switched so; does nothing when it can. */
    public void check(String id, boolean enabled) {
        Installed module = gate.module(id).orElseThrow(Problem::notFound);
        if (module.core()) {
            throw Problem.conflict("module.refused.core");
        }
        if (!enabled) {
            return;
        }
        needs.trouble(module.bundle()).ifPresent(trouble -> {
            throw Problem.conflict(trouble.key(), trouble.arguments().toArray());
        });
        if (node.safeMode()) {
            throw Problem.conflict("module.refused.safe-mode");
        }
        checkLicence(id, licenceOf(id));
        List<String> missing = module.requires().stream()
                .filter(required -> reconciler.mode(required) == ModuleMode.OFF)
                .toList();
        if (!missing.isEmpty()) {
            throw Problem.conflict("module.refused.requires", String.join(", ", missing));
        }
    }

    /** Throws when the licence does not let the module be switched on. */
    static void checkLicence(String id, LicenceState licence) {
        if (licence == LicenceState.UNLICENSED) {
            throw Problem.of(403, "unlicensed", "module.refused.unlicensed", id);
        }
        if (licence == LicenceState.LAPSED) {
            throw Problem.of(403, "unlicensed", "module.refused.lapsed", id);
        }
    }

    /** Modules that are on and need this one, directly or not. */
    public List<String> dependantsOn(String id) {
        List<String> found = new ArrayList<>();
        collect(id, found);
        return found;
    }

    private void collect(String id, List<String> found) {
        for (Installed module : gate.modules()) {
            if (module.requires().contains(id)
                    && reconciler.mode(module.id()) != ModuleMode.OFF
                    && !found.contains(module.id())) {
                found.add(module.id());
                collect(module.id(), found);
            }
        }
    }
}
