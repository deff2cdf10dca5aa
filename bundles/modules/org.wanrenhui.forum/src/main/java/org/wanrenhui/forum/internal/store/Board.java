package org.wanrenhui.forum.internal.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;

/** A board as pages and the API show it. */
public record Board(
        long id,
        String slug,
        long communityId,
        String kind,
        String name,
        String nameEn,
        String description,
        String icon,
        String audience,
        int position,
        int topicCount,
        int postCount,
        Instant lastAt,
        boolean postable) {

    /** Open discussion. */
    public static final String DISCUSSION = "DISCUSSION";
    /** The asker accepts an answer. */
    public static final String QUESTION = "QUESTION";
    /** Only staff opens topics. */
    public static final String ANNOUNCEMENT = "ANNOUNCEMENT";

    /** Everybody reads. */
    public static final String PUBLIC = "public";
    /** Members read. */
    public static final String MEMBERS = "members";
    /** Members of the board's community read. */
    public static final String COMMUNITY = "community";

    /** Name in the language. */
    public String title(Locale locale) {
        return "zh".equals(locale.getLanguage()) || nameEn.isBlank() ? name : nameEn;
    }

    /** Scope in which permissions are asked for. */
    public Scope scope() {
        return communityId == 0 ? Scope.PORTAL : Scope.community(communityId);
    }

    /** Whether the caller may read here. */
    public boolean readableBy(Optional<Caller> caller) {
        return switch (audience) {
            case PUBLIC -> true;
            case MEMBERS -> caller.isPresent();
            default ->
                caller.filter(c -> c.communities().contains(communityId) || c.may(Rights.MODERATE, scope()))
                        .isPresent();
        };
    }
}
