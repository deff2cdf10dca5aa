package org.wanrenhui.portal.persistence.internal.database;

import java.sql.SQLException;

/** The database refused or could not be reached. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
