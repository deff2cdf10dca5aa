package org.wanrenhui.membership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;

/**
 * A member to create.
 *
 * @param name         display name, 1 to 24 code points
 * @param login        e-mail address or mainland phone number
 * @param passwordHash hash by {@link MemberAdministration#hashPassword(String)}
 * @param tint         avatar tint: {@code ""}, {@code rose}, {@code sky}, {@code leaf} or {@code lamp}
 * @param roles        roles beyond resident, each with its scopes
 * @param communities  ids of communities joined, the main one first by iteration order
 * @param verified     whether residence in all of these is verified
 * @param points       points to begin with; the level follows
 * @param createdAt    when the member joined the portal
 */
public record NewMember(
        String name,
        String login,
        String passwordHash,
        String tint,
        Map<Role, Set<Scope>> roles,
        List<Long> communities,
        boolean verified,
        int points,
        Instant createdAt) {

    /** A resident without community, points or verification, who joins now. */
    public static NewMember resident(String name, String login, String passwordHash) {
        return new NewMember(name, login, passwordHash, "", Map.of(), List.of(), false, 0, Instant.now());
    }
}
