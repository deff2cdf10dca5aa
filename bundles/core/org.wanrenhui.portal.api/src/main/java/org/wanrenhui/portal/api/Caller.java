package org.wanrenhui.portal.api;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The signed-in member behind a request. Immutable; a snapshot taken when the request began.
 */
@ProviderType
public interface Caller {

    /** Member id, positive. */
    long id();

    /** Name as shown to others, never empty. */
    String name();

    /** Roles and where each holds; a member without any special role has {@code RESIDENT} at {@link Scope#PORTAL}. */
    Map<Role, Set<Scope>> roles();

    /** Ids of the communities that the member has joined (membership approved). */
    Set<Long> communities();

    /** Trust level 0 (newcomer) to 4 (regular), see the forum's trust table. */
    int trust();

    /** Whether some scope grants the permission. Says nothing about a given object; see {@link #may(String, Scope)}. */
    boolean may(String permission);

    /** Whether the permission is granted at the scope or at one that contains it (portal, region). */
    boolean may(String permission, Scope scope);

    /** Whether the caller has the role in any scope. */
    default boolean is(Role role) {
        return roles().containsKey(role);
    }
}
