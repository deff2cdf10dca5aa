package org.wanrenhui.portal.moderation.internal.store;

import java.sql.SQLException;

/** Two who do the same at the same moment: the database lets one of them win. */
final class Duplicates {

    private static final String INTEGRITY_CLASS = "23";

    private Duplicates() {}

    /** Runs the work, and once more when somebody else has just stored the same. */
    static void settle(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!caused(e)) {
                throw e;
            }
            work.run();
        }
    }

    private static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith(INTEGRITY_CLASS);
            }
        }
        return false;
    }
}
