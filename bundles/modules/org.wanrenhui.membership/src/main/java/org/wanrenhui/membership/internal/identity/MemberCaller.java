package org.wanrenhui.membership.internal.identity;

import java.util.Map;
import java.util.Set;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;

/**
 * A signed-in member as one request sees it.
 *
 * @param permissions which role may what
 * @param scopes      which scope lies in which
 */
record MemberCaller(
        long id,
        String name,
        Map<Role, Set<Scope>> roles,
        Set<Long> communities,
        int trust,
        PermissionTable permissions,
        Scopes scopes)
        implements Caller {

    @Override
    public boolean may(String permission) {
        return roles.entrySet().stream()
                .anyMatch(held -> held.getValue().stream().anyMatch(Scopes::holds)
                        && permissions.grants(held.getKey(), permission));
    }

    @Override
    public boolean may(String permission, Scope scope) {
        return roles.entrySet().stream()
                .anyMatch(held -> permissions.grants(held.getKey(), permission)
                        && held.getValue().stream().anyMatch(outer -> scopes.contains(outer, scope)));
    }
}
