package org.wanrenhui.membership.internal.people;

import java.util.Collection;
import java.util.Optional;
import org.wanrenhui.portal.api.Caller;

/** Who may see a part of a member's profile. The member always may. */
public enum Audience {
    EVERYBODY,
    MEMBERS,
    NEIGHBOURS,
    NOBODY;

    /** Whether the viewer is in it, given the communities of the member looked at. */
    public boolean includes(Optional<Caller> viewer, long memberId, Collection<Long> communities) {
        if (viewer.isPresent() && viewer.get().id() == memberId) {
            return true;
        }
        return switch (this) {
            case EVERYBODY -> true;
            case MEMBERS -> viewer.isPresent();
            case NEIGHBOURS ->
                viewer.isPresent() && viewer.get().communities().stream().anyMatch(communities::contains);
            case NOBODY -> false;
        };
    }

    /** The audience of a name, or empty. */
    public static Optional<Audience> of(String name) {
        for (Audience audience : values()) {
            if (audience.name().equals(name)) {
                return Optional.of(audience);
            }
        }
        return Optional.empty();
    }
}
