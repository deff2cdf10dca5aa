package org.wanrenhui.portal.modules.internal.trust;

import java.time.Instant;

/**
 * Somebody whose signature is enough for a jar or KAR to be installed.
 *
 * @param addedBy name of the operator's member who has added it
 */
public record Publisher(Certificate certificate, String addedBy, Instant addedAt) {}
