package org.wanrenhui.membership.internal.identity;

import java.util.Map;
import java.util.Set;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;

/**
 * What a member is and where it belongs, at one version.
 *
 * @param version     grows with every change
 * @param roles       roles and their scopes; everybody is a resident of the portal
 * @param communities ids of communities joined
 */
public record Authority(int version, Map<Role, Set<Scope>> roles, Set<Long> communities) {}
