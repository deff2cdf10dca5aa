package org.example.noticeboard.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.PermissionSource;

/** Who may put something up, and who may take down what others have put up. */
@Component
public final class Rights implements PermissionSource {

    static final String POST = "noticeboard.post";
    static final String MANAGE = "noticeboard.manage";

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(POST, "permission.noticeboard.post", EnumSet.allOf(Role.class)),
                new Permission(MANAGE, "permission.noticeboard.manage", Set.of(Role.OPERATOR)));
    }
}
