package org.wanrenhui.membership.internal.portal;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.PermissionSource;

/** What roles may do with members and communities. */
@Component
public final class MembershipPermissions implements PermissionSource {

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission("membership.manage", "membership.permission.manage", Set.of(Role.OPERATOR)),
                new Permission("membership.regions", "membership.permission.regions", Set.of(Role.OPERATOR)),
                new Permission("membership.growth", "membership.permission.growth", Set.of(Role.OPERATOR)),
                new Permission(
                        "membership.verify",
                        "membership.permission.verify",
                        Set.of(Role.OPERATOR, Role.AGENT, Role.PROPERTY)));
    }
}
