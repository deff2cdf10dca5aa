package org.wanrenhui.membership.internal.places;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wanrenhui.membership.internal.places.DivisionCsv.Line;
import org.wanrenhui.membership.internal.places.Divisions.Division;

/**
 * What an import changes. A file speaks about those parents and levels that occur in it: a known code of such a parent and
 * level that the file does not have is no longer official. So a file of streets leaves the committees alone, and a file of
 * one city leaves the others alone.
 */
record DivisionChange(Set<Long> added, Set<Long> renamed, Set<Long> former, int unchanged) {

    static DivisionChange between(Map<Long, Division> known, Map<Long, Line> lines) {
        Set<Long> added = new HashSet<>();
        Set<Long> renamed = new HashSet<>();
        for (Line line : lines.values()) {
            Division before = known.get(line.code());
            if (before == null || !before.official()) {
                added.add(line.code());
            } else if (!before.name().equals(line.name())
                    || before.parent() != line.parent()
                    || !before.level().equals(line.level())) {
                renamed.add(line.code());
            }
        }
        Set<Long> former = former(known.values(), lines);
        return new DivisionChange(added, renamed, former, lines.size() - added.size() - renamed.size());
    }

    private static Set<Long> former(Collection<Division> known, Map<Long, Line> lines) {
        Set<String> spokenOf = lines.values().stream()
                .map(line -> line.parent() + "/" + line.level())
                .collect(Collectors.toSet());
        return known.stream()
                .filter(Division::official)
                .filter(division -> !lines.containsKey(division.code()))
                .filter(division -> spokenOf.contains(division.parent() + "/" + division.level()))
                .map(Division::code)
                .collect(Collectors.toSet());
    }
}
