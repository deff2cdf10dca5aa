package org.wanrenhui.portal.api.spi;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.Role;

/** Declares the permissions of a module. */
@ConsumerType
public interface PermissionSource {

    /**
     * A right that roles carry.
     *
     * @param id       {@code <module>.<what>}: {@code forum.moderate}
     * @param titleKey text of the module
     * @param roles    roles that have it unless an operator says otherwise, each within its own scope
     */
    record Permission(String id, String titleKey, Set<Role> roles) {}

    /** The permissions; asked once when the service arrives. */
    List<Permission> permissions();
}
