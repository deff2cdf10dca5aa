package org.wanrenhui.portal.modules.internal.state;

import java.time.Instant;

/** What operators want of one module, who said so and when. */
public record DesiredState(String moduleId, boolean enabled, long revision, String changedBy, Instant changedAt) {}
