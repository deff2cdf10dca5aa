package org.wanrenhui.portal.modules.internal.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus.LicenceState;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;

/**
 * What a module should be at this moment, by desired state, licence, safe mode and the modules that it needs.
 *
 * @param mode    what it should be
 * @param licence step of its licence
 * @param until   when that step ends
 * @param reason  text key of why it is not as desired; empty when it is
 */
public record Target(ModuleMode mode, LicenceState licence, Optional<Instant> until, Optional<String> reason) {

    /**
     * Works it out for every module. Pure; the order of the modules does not matter.
     *
     * @param failed ids of modules that did not come up or were paused: those that need them cannot be on either
     */
    public static Map<String, Target> of(
            List<Installed> modules,
            Map<String, DesiredState> desired,
            Optional<Licence> licence,
            Instant now,
            boolean safeMode,
            Set<String> failed) {
        Map<String, Target> targets = new HashMap<>();
        for (Installed module : modules) {
            targets.put(module.id(), alone(module, desired.get(module.id()), licence, now, safeMode));
        }
        // A module without one that it needs goes off too, and so on until nothing changes.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Installed module : modules) {
                Target target = targets.get(module.id());
                if (target.mode() == ModuleMode.OFF) {
                    continue;
                }
                Optional<String> missing = module.requires().stream()
                        .filter(id -> !targets.containsKey(id)
                                || targets.get(id).mode() == ModuleMode.OFF
                                || failed.contains(id))
                        .findFirst();
                if (missing.isPresent()) {
                    targets.put(
                            module.id(),
                            new Target(
                                    ModuleMode.OFF,
                                    target.licence(),
                                    target.until(),
                                    Optional.of("module.reason.requires")));
                    changed = true;
                }
            }
        }
        return targets;
    }

    private static Target alone(
            Installed module, DesiredState desired, Optional<Licence> licence, Instant now, boolean safeMode) {
        if (module.core()) {
            return new Target(ModuleMode.ON, LicenceState.LICENSED, Optional.empty(), Optional.empty());
        }
        Licence.Step step = licence.map(l -> l.stepOf(module.id(), now)).orElse(Licence.Step.UNLICENSED);
        LicenceState state = LicenceState.valueOf(step.name());
        Optional<Instant> until = licence.flatMap(l -> l.nextChange(module.id(), now));
        boolean wanted = desired != null && desired.enabled();
        if (!wanted) {
            return new Target(ModuleMode.OFF, state, until, Optional.empty());
        }
        if (safeMode) {
            return new Target(ModuleMode.OFF, state, until, Optional.of("module.reason.safe-mode"));
        }
        return switch (state) {
            case LICENSED, WARNING -> new Target(ModuleMode.ON, state, until, Optional.empty());
            case READ_ONLY -> new Target(ModuleMode.READ_ONLY, state, until, Optional.of("module.reason.read-only"));
            case LAPSED -> new Target(ModuleMode.OFF, state, until, Optional.of("module.reason.lapsed"));
            case UNLICENSED -> new Target(ModuleMode.OFF, state, until, Optional.of("module.reason.unlicensed"));
        };
    }
}
