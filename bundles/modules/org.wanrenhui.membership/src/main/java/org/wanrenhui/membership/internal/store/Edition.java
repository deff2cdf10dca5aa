package org.wanrenhui.membership.internal.store;

import org.wanrenhui.portal.api.web.Problem;

/** Counts the edits of a row, so that of two people who edit the same thing the second is told. */
public final class Edition {

    private Edition() {}

    /**
     * The number after this edit.
     *
     * @param current edition in the database
     * @param seen    edition that the editor began from; empty or null when the caller does not care
     * @throws Problem 409 when somebody else has edited it meanwhile
     */
    public static int next(int current, String seen) {
        if (seen != null && !seen.isBlank() && !seen.strip().equals(Integer.toString(current))) {
            throw Problem.conflict("membership.edited-meanwhile");
        }
        return current + 1;
    }
}
