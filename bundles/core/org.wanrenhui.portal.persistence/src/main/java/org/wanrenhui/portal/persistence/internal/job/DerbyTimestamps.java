package org.wanrenhui.portal.persistence.internal.job;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.wanrenhui.portal.persistence.internal.database.Sql;

/** Lets db-scheduler speak to Derby, which knows no timestamps with a zone. */
final class DerbyTimestamps extends DefaultJdbcCustomization {

    DerbyTimestamps() {
        super(true);
    }

    @Override
    public String getName() {
        return "Derby";
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP);
        } else {
            statement.setTimestamp(index, Timestamp.from(value), Sql.utc());
        }
    }

    @Override
    public Instant getInstant(ResultSet row, String column) throws SQLException {
        return Sql.instant(row, column);
    }
}
