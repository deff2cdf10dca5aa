package org.wanrenhui.portal.modules.internal.trust;

import java.util.Arrays;
import java.util.Optional;

/** What becomes of files that bear no signature. */
public enum UnsignedPolicy {
    /** They are installed like signed ones. */
    ALLOW,
    /** They are not installed. */
    REFUSE;

    /** The policy of that name; empty when there is none. */
    public static Optional<UnsignedPolicy> of(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equals(name))
                .findFirst();
    }
}
