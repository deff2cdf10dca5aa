package org.wanrenhui.membership.internal.places;

import java.util.List;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Scope;

/** Communities in which somebody may do something. */
final class Jurisdiction {

    /** Matches no community, so that a query over an empty jurisdiction finds nothing. */
    private static final long NOWHERE = -1;

    private Jurisdiction() {}

    static List<Community> communities(Caller caller, String permission, Communities communities) {
        return communities.all().stream()
                .filter(community -> caller.may(permission, Scope.community(community.id())))
                .toList();
    }

    /** Ids for an {@code in} clause, never empty; of one community only when {@code only} is not 0. */
    static List<Long> ids(Caller caller, String permission, Communities communities, long only) {
        List<Long> ids = communities(caller, permission, communities).stream()
                .map(Community::id)
                .filter(id -> only == 0 || id == only)
                .toList();
        return ids.isEmpty() ? List.of(NOWHERE) : ids;
    }
}
