package org.wanrenhui.portal.api;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Directory of members as others may see them. Cards come from a cache of at most a second's age. Thread-safe. */
@ProviderType
public interface Members {

    /** Cards by id; ids that name nobody are missing from the map. At most one query, none when all are cached. */
    Map<Long, MemberCard> cards(Collection<Long> ids);

    /** One card. */
    default Optional<MemberCard> card(long id) {
        return Optional.ofNullable(cards(Set.of(id)).get(id));
    }

    /** Ids of members with exactly one of these display names; names that match nobody are missing. For mentions. */
    Map<String, Long> idsByName(Collection<String> names);

    /** Ids whose content the member does not want to see (blocked by them). */
    Set<Long> blockedBy(long memberId);
}
