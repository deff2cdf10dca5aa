package org.wanrenhui.portal.modules.internal.web;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;

/** What the console asks for, and where its pages stand. */
@Component(service = {PermissionSource.class, NavigationSource.class})
public final class ConsolePermissions implements PermissionSource, NavigationSource {

    /** Sees and changes everything about the installation. */
    public static final String MANAGE = "modules.manage";

    private static final String SYSTEM = "console.group.system";

    @Override
    public List<Permission> permissions() {
        return List.of(new Permission(MANAGE, "permission.modules.manage", Set.of(Role.OPERATOR)));
    }

    @Override
    public List<NavigationItem> items() {
        return List.of(
                NavigationItem.office("", "console.today", "/console", "layout-dashboard", 0, MANAGE),
                NavigationItem.office(SYSTEM, "console.modules", "/console/modules", "plug", 900, MANAGE),
                NavigationItem.office(SYSTEM, "console.publishers", "/console/publishers", "shield-check", 905, MANAGE),
                NavigationItem.office(SYSTEM, "console.licence", "/console/licence", "certificate", 910, MANAGE),
                NavigationItem.office(SYSTEM, "console.settings", "/console/settings", "settings", 920, MANAGE),
                NavigationItem.office(SYSTEM, "console.jobs", "/console/jobs", "clock", 930, MANAGE),
                NavigationItem.office(SYSTEM, "console.outbox", "/console/outbox", "mail", 940, MANAGE),
                NavigationItem.office(SYSTEM, "console.audit", "/console/audit", "history", 950, MANAGE),
                NavigationItem.office(SYSTEM, "console.health", "/console/health", "heartbeat", 960, MANAGE));
    }
}
