package org.wanrenhui.portal.modules.internal.state;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus.LicenceState;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;

public class TargetTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-11-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Licence licence = new Licence(
            "l",
            "hq",
            "taiyuan",
            START,
            START,
            END,
            DAY,
            DAY.multipliedBy(2),
            List.of("1401"),
            Map.of("forum", Optional.empty(), "polls", Optional.empty()),
            Map.of());

    private final Installed core = module("membership", true);
    private final Installed forum = module("forum", false);
    private final Installed polls = module("polls", false, "forum");
    private final Installed ads = module("ads", false);

    @Test
    public void aModuleIsOnOnlyWhenItIsWantedAndLicensed() {
        assertEquals(ModuleMode.ON, at(START, wanted("forum")).get("forum").mode());
        assertEquals(ModuleMode.OFF, at(START, wanted()).get("forum").mode());
        assertEquals(ModuleMode.OFF, at(START, wanted("ads")).get("ads").mode());
        assertEquals(
                Optional.of("module.reason.unlicensed"),
                at(START, wanted("ads")).get("ads").reason());
        assertEquals(ModuleMode.ON, at(START, wanted()).get("membership").mode());
    }

    @Test
    public void withoutALicenceOnlyTheCoreIsOn() {
        Map<String, Target> targets =
                Target.of(List.of(core, forum), wanted("forum"), Optional.empty(), START, false, Set.of());
        assertEquals(ModuleMode.ON, targets.get("membership").mode());
        assertEquals(ModuleMode.OFF, targets.get("forum").mode());
    }

    @Test
    public void aLicenceLapsesInStepsAndSaysWhenTheNextComes() {
        lapse(END.minus(DAY).minusSeconds(1), ModuleMode.ON, LicenceState.LICENSED, END.minus(DAY));
        lapse(END.minus(DAY), ModuleMode.ON, LicenceState.WARNING, END);
        lapse(END, ModuleMode.READ_ONLY, LicenceState.READ_ONLY, END.plus(DAY.multipliedBy(2)));
        lapse(END.plus(DAY.multipliedBy(2)), ModuleMode.OFF, LicenceState.LAPSED, null);
    }

    private void lapse(Instant now, ModuleMode mode, LicenceState state, Instant until) {
        Target target = at(now, wanted("forum")).get("forum");
        assertEquals(mode, target.mode());
        assertEquals(state, target.licence());
        assertEquals(Optional.ofNullable(until), target.until());
    }

    @Test
    public void whatNeedsAnotherGoesWithIt() {
        assertEquals(
                ModuleMode.ON, at(START, wanted("forum", "polls")).get("polls").mode());
        Target alone = at(START, wanted("polls")).get("polls");
        assertEquals(ModuleMode.OFF, alone.mode());
        assertEquals(Optional.of("module.reason.requires"), alone.reason());
    }

    @Test
    public void whatNeedsAPausedModuleGoesToo() {
        Map<String, DesiredState> wanted = wanted("forum", "polls");
        Map<String, Target> targets =
                Target.of(List.of(polls, forum, core), wanted, Optional.of(licence), START, false, Set.of("forum"));
        assertEquals(
                "it is not for the target to say",
                ModuleMode.ON,
                targets.get("forum").mode());
        assertEquals(Optional.of("module.reason.requires"), targets.get("polls").reason());
    }

    @Test
    public void safeModeLeavesOnlyTheCore() {
        Map<String, Target> targets = Target.of(
                List.of(polls, forum, core), wanted("forum", "polls"), Optional.of(licence), START, true, Set.of());
        assertEquals(ModuleMode.OFF, targets.get("forum").mode());
        assertEquals(ModuleMode.OFF, targets.get("polls").mode());
        assertEquals(ModuleMode.ON, targets.get("membership").mode());
    }

    private Map<String, Target> at(Instant now, Map<String, DesiredState> wanted) {
        return Target.of(List.of(polls, ads, forum, core), wanted, Optional.of(licence), now, false, Set.of());
    }

    private static Map<String, DesiredState> wanted(String... ids) {
        Map<String, DesiredState> wanted = new java.util.HashMap<>();
        for (String id : ids) {
            wanted.put(id, new DesiredState(id, true, true, "", 1, "operator", START));
        }
        return wanted;
    }

    private static Installed module(String id, boolean core, String... requires) {
        return new Installed(null, id, "1.0.0", core, "plug", List.of(id), List.of(requires));
    }
}
