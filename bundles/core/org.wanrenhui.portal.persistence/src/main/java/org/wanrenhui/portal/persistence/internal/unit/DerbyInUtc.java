package org.wanrenhui.portal.persistence.internal.unit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.DerbyPlatform;

/** Derby with times in UTC, whatever the zone of the process. Public because EclipseLink makes it by name. */
public final class DerbyInUtc extends DerbyPlatform {

    private static final long serialVersionUID = 1;

    @Override
    public void setParameterValueInDatabaseCall(
            Object value, PreparedStatement statement, int index, AbstractSession session) throws SQLException {
        if (!UtcTimes.set(value, statement, index)) {
            super.setParameterValueInDatabaseCall(value, statement, index, session);
        }
    }

    @Override
    public Object getObjectFromResultSet(ResultSet row, int column, int type, AbstractSession session)
            throws SQLException {
        return UtcTimes.isTimestamp(type)
                ? UtcTimes.get(row, column)
                : super.getObjectFromResultSet(row, column, type, session);
    }
}
