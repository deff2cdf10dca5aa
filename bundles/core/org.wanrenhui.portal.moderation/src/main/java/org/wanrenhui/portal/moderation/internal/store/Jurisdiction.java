package org.wanrenhui.portal.moderation.internal.store;

import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;

/** Where somebody may moderate: an agent in the own communities, an operator everywhere. */
public final class Jurisdiction {

    /** Looks at cases and decides them. */
    public static final String REVIEW = "moderation.review";
    /** Edits the lists of words. */
    public static final String WORDS = "moderation.words";

    private Jurisdiction() {}

    /** Whether the caller may moderate in the community (0: content of the whole region). */
    public static boolean covers(Caller caller, long community) {
        return caller.may(REVIEW, community == 0 ? Scope.PORTAL : Scope.community(community));
    }
}
