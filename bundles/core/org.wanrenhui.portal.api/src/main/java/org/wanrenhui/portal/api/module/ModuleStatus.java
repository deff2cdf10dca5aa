package org.wanrenhui.portal.api.module;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A module as it is at this moment.
 *
 * @param id       module id
 * @param version  bundle version
 * @param mode     what it may do
 * @param core     always on, cannot be switched
 * @param desired  whether the operator wants it on
 * @param paths    first URL segments that belong to it, also while it is off
 * @param licence  state of its licence
 * @param until    when the licence state changes next for the worse; empty when it does not end
 * @param problem  why it is not as desired, or empty
 */
public record ModuleStatus(
        String id,
        String version,
        ModuleMode mode,
        boolean core,
        boolean desired,
        List<String> paths,
        LicenceState licence,
        Optional<Instant> until,
        Optional<String> problem) {

    /** Steps in which a licence lapses. */
    public enum LicenceState {
        LICENSED,
        WARNING,
        READ_ONLY,
        LAPSED,
        UNLICENSED
    }
}
