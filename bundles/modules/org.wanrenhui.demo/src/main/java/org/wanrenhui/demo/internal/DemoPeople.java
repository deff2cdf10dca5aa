package org.wanrenhui.demo.internal;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.MemberAdministration;
import org.wanrenhui.membership.NewCommunity;
import org.wanrenhui.membership.NewMember;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;

/** Creates the demo's divisions, communities and members; what is there already is left as it is. */
@Component(service = DemoPeople.class)
public final class DemoPeople {

    /** Whom the demo accounts belong to. */
    private static final Map<String, String> ACCOUNTS = Map.of(
            "林晓雨", "resident@demo",
            "护国寺小吃", "merchant@demo",
            "王建国", "property@demo",
            "赵秀兰", "agent@demo",
            "郭敏", "operator@demo",
            "陈立", "hq@demo");

    private final MemberAdministration members;
    private final Communities communities;

    @Activate
    public DemoPeople(@Reference MemberAdministration members, @Reference Communities communities) {
        this.members = members;
        this.communities = communities;
    }

    /** Makes sure that everybody is there; returns the members' ids by name. */
    Map<String, Long> settle(String password) throws IOException {
        if (communities.all().isEmpty()) {
            try (Reader divisions = DemoData.open("divisions.csv")) {
                members.importDivisions(divisions);
            }
        }
        Map<String, Long> places = places();
        Map<String, Long> ids = new LinkedHashMap<>();
        List<NewMember> missing = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String hash = null;
        int number = 0;
        for (Map<String, String> row : DemoData.rows("members.csv")) {
            String name = row.get("name");
            String login = ACCOUNTS.getOrDefault(name, "neighbour" + ++number + "@demo");
            var known = members.memberByLogin(login);
            if (known.isPresent()) {
                ids.put(name, known.getAsLong());
                continue;
            }
            hash = hash == null ? members.hashPassword(password) : hash;
            names.add(name);
            missing.add(member(row, login, hash, places, number));
        }
        List<Long> created = missing.isEmpty() ? List.of() : members.createMembers(missing);
        for (int i = 0; i < created.size(); i++) {
            ids.put(names.get(i), created.get(i));
        }
        return ids;
    }

    private static NewMember member(
            Map<String, String> row, String login, String hash, Map<String, Long> places, int number) {
        List<Long> homes = new ArrayList<>();
        for (String slug : new String[] {row.get("community"), row.get("also")}) {
            if (!slug.isEmpty()) {
                homes.add(places.get(slug));
            }
        }
        Role role = Role.valueOf(row.get("role"));
        Scope scope = role == Role.OPERATOR || role == Role.HEADQUARTERS ? Scope.PORTAL : Scope.community(homes.get(0));
        return new NewMember(
                row.get("name"),
                login,
                hash,
                row.get("tint"),
                role == Role.RESIDENT ? Map.of() : Map.of(role, Set.of(scope)),
                homes,
                Boolean.parseBoolean(row.get("verified")),
                Integer.parseInt(row.get("points")),
                Instant.now().minus(Duration.ofDays(60 + number * 9L)));
    }

    private Map<String, Long> places() {
        Map<String, Long> places = new LinkedHashMap<>();
        int order = 0;
        for (Map<String, String> row : DemoData.rows("communities.csv")) {
            String slug = row.get("slug");
            order += 10;
            long id = communities.bySlug(slug).map(Community::id).orElse(0L);
            if (id == 0) {
                id = members.createCommunity(new NewCommunity(
                        slug,
                        row.get("name"),
                        row.get("address"),
                        "",
                        Long.parseLong(row.get("divisionCode")),
                        Integer.parseInt(row.get("buildings")),
                        order));
            }
            places.put(slug, id);
        }
        return places;
    }

    /** Logins of the demo accounts, by the role that each shows. */
    static List<String> accounts() {
        return List.of("resident@demo", "merchant@demo", "property@demo", "agent@demo", "operator@demo", "hq@demo");
    }
}
