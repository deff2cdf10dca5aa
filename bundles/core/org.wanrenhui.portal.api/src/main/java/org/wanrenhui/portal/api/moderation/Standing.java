package org.wanrenhui.portal.api.moderation;

import java.time.Instant;
import java.util.Optional;

/**
 * What sanctions allow a member in some place.
 *
 * @param mayPost   false while muted or banned there
 * @param until     when the sanction ends; empty when there is none or it does not end
 * @param reason    words of the moderator, or empty
 */
public record Standing(boolean mayPost, Optional<Instant> until, String reason) {

    /** No sanction. */
    public static final Standing GOOD = new Standing(true, Optional.empty(), "");
}
