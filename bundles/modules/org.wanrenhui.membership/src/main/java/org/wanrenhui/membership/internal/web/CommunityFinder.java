package org.wanrenhui.membership.internal.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.places.Divisions;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;

/** Communities by district and name; all of it is in memory. */
@Component(service = CommunityFinder.class)
public final class CommunityFinder {

    private static final int DISTRICT_DIGITS = 6;
    private static final int MOST = 200;

    private final KeptCommunities communities;
    private final Divisions divisions;

    @Activate
    public CommunityFinder(@Reference KeptCommunities communities, @Reference Divisions divisions) {
        this.communities = communities;
        this.divisions = divisions;
    }

    /** A district that has communities. */
    public record District(long code, String name, int count) {}

    /** A community as the list shows it. */
    public record Found(String slug, String name, String address, String division, int members, boolean mine) {}

    /** The page. */
    public record View(List<District> districts, long district, String query, List<Found> found, int total) {}

    View find(Optional<Caller> caller, long district, String typed) {
        String query = typed.strip().toLowerCase(Locale.ROOT);
        Map<Long, Long> counts = communities.all().stream()
                .collect(Collectors.groupingBy(CommunityFinder::districtOf, TreeMap::new, Collectors.counting()));
        List<District> districts = counts.entrySet().stream()
                .map(entry -> new District(
                        entry.getKey(),
                        divisions
                                .find(entry.getKey())
                                .map(Divisions.Division::name)
                                .orElse("?"),
                        entry.getValue().intValue()))
                .toList();
        List<Found> found = communities.all().stream()
                .filter(community -> district == 0 || districtOf(community) == district)
                .map(community -> found(community, caller))
                .filter(row -> query.isEmpty()
                        || (row.name() + " " + row.address() + " " + row.division())
                                .toLowerCase(Locale.ROOT)
                                .contains(query))
                .limit(MOST)
                .toList();
        return new View(districts, district, typed, found, communities.all().size());
    }

    private Found found(Community community, Optional<Caller> caller) {
        return new Found(
                community.slug(),
                community.name(),
                community.address(),
                String.join(" · ", communities.divisionNames(community)),
                community.memberCount(),
                caller.isPresent() && caller.get().communities().contains(community.id()));
    }

    private static long districtOf(Community community) {
        String code = Long.toString(community.divisionCode());
        return Long.parseLong(code.substring(0, Math.min(DISTRICT_DIGITS, code.length())));
    }
}
