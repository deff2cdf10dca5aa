package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.TypedQuery;
import java.util.List;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Scope;

/** Where somebody may moderate: an agent in the own communities, an operator everywhere. */
public final class Jurisdiction {

    /** Looks at cases and decides them. */
    public static final String REVIEW = "moderation.review";
    /** Edits the lists of words. */
    public static final String WORDS = "moderation.words";

    /** Matches no community. */
    private static final long NOWHERE = -1;

    private Jurisdiction() {}

    /** Whether the caller may moderate in the community (0: content of the whole region). */
    public static boolean covers(Caller caller, long community) {
        return caller.may(REVIEW, community == 0 ? Scope.PORTAL : Scope.community(community));
    }

    /** Condition that keeps a query to the caller's jurisdiction, so that nobody's rows hide those of the caller. */
    static String condition(Caller caller, String alias) {
        return covers(caller, 0) ? "" : " and " + alias + ".communityId in :ids";
    }

    /** Fills the parameter of {@link #condition(Caller, String)}. */
    static <T> TypedQuery<T> within(TypedQuery<T> query, Caller caller, Communities communities) {
        if (covers(caller, 0)) {
            return query;
        }
        List<Long> ids =
                communities(caller, communities).stream().map(Community::id).toList();
        return query.setParameter("ids", ids.isEmpty() ? List.of(NOWHERE) : ids);
    }

    /** Communities that the caller moderates. */
    public static List<Community> communities(Caller caller, Communities communities) {
        return communities.all().stream()
                .filter(community -> covers(caller, community.id()))
                .toList();
    }
}
