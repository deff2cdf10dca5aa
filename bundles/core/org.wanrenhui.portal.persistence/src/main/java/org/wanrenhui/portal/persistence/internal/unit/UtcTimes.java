package org.wanrenhui.portal.persistence.internal.unit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** Points in time as TIMESTAMP columns in UTC. */
final class UtcTimes {

    private UtcTimes() {}

    /** Binds the value if it is a point in time. */
    static boolean set(Object value, PreparedStatement statement, int index) throws SQLException {
        if (value instanceof Instant instant) {
            statement.setTimestamp(index, Timestamp.from(instant), Sql.utc());
            return true;
        }
        if (value instanceof Timestamp timestamp) {
            statement.setTimestamp(index, timestamp, Sql.utc());
            return true;
        }
        return false;
    }

    static boolean isTimestamp(int type) {
        return type == Types.TIMESTAMP;
    }

    static Timestamp get(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column, Sql.utc());
    }
}
