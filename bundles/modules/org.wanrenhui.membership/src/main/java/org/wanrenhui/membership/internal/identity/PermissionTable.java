package org.wanrenhui.membership.internal.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.PermissionSource;
import org.wanrenhui.portal.api.spi.PermissionSource.Permission;

/**
 * Which role has which permission: what the modules declare, unless an operator said otherwise in the setting
 * {@code membership.permission.<role>.<permission>}.
 */
@Component(service = PermissionTable.class)
public final class PermissionTable {

    private final Settings settings;
    private final Map<PermissionSource, List<Permission>> sources = new ConcurrentHashMap<>();
    private volatile Map<String, Permission> byId = Map.of();

    @Activate
    public PermissionTable(@Reference Settings settings) {
        this.settings = settings;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bind(PermissionSource source) {
        sources.put(source, List.copyOf(source.permissions()));
        index();
    }

    public void unbind(PermissionSource source) {
        sources.remove(source);
        index();
    }

    private synchronized void index() {
        Map<String, Permission> index = new ConcurrentHashMap<>();
        sources.values().stream().flatMap(List::stream).forEach(permission -> index.put(permission.id(), permission));
        byId = index;
    }

    /** Whether the role has the permission; false for one that no module declares. */
    public boolean grants(Role role, String permission) {
        Permission known = byId.get(permission);
        if (known == null) {
            return false;
        }
        return settings.getBoolean(key(role, permission), known.roles().contains(role));
    }

    /** Name of the setting by which an operator overrides the declaration. */
    public static String key(Role role, String permission) {
        return "membership.permission." + role.name().toLowerCase(Locale.ROOT) + "." + permission;
    }

    /** All permissions, by id. */
    public Stream<Permission> all() {
        return byId.values().stream().sorted(Comparator.comparing(Permission::id));
    }
}
