package org.wanrenhui.portal.modules.internal.state;

import java.time.Instant;

/**
 * What operators want of one module, who said so and when.
 *
 * @param installed false when its bundle shall not even be there
 * @param feature   Karaf feature that brings it back; empty unless somebody has uninstalled it once
 */
public record DesiredState(
        String moduleId,
        boolean enabled,
        boolean installed,
        String feature,
        long revision,
        String changedBy,
        Instant changedAt) {}
