package org.wanrenhui.portal.modules.internal.state;

import java.util.Optional;

/** What an operator can want of a module. */
public enum Wanted {
    /** On, as far as licence and safe mode let it. */
    ENABLED,
    /** Off; its code stays, its data too. */
    DISABLED,
    /** Not even its code is there; its data stays. */
    UNINSTALLED;

    /** Reads the word; empty when it is none of these. */
    public static Optional<Wanted> of(String word) {
        for (Wanted wanted : values()) {
            if (wanted.name().equals(word)) {
                return Optional.of(wanted);
            }
        }
        return Optional.empty();
    }
}
