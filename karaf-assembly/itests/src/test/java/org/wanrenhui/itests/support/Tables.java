package org.wanrenhui.itests.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.wanrenhui.portal.testing.PortalProcess;

/** The database of a portal that has stopped, read past it. The embedded one is free again when this is closed. */
public final class Tables implements AutoCloseable {

    private static final String SHUT_DOWN = "08006";

    private final String embedded;
    private final Connection connection;

    private Tables(String embedded, Connection connection) {
        this.embedded = embedded;
        this.connection = connection;
    }

    /** Opens it; the URL is null for the embedded one. */
    public static Tables of(PortalProcess portal, String url) throws SQLException {
        String embedded = url == null ? "jdbc:derby:" + portal.data().resolve("db") : null;
        return new Tables(embedded, DriverManager.getConnection(url == null ? embedded : url));
    }

    /** Rows of a query: the columns of each as text, with blanks between them. */
    public List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(result.getObject(column)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    /** The one number that a query returns. */
    public long number(String query) throws SQLException {
        return Long.parseLong(rows(query).get(0));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        if (embedded != null) {
            try {
                DriverManager.getConnection(embedded + ";shutdown=true");
            } catch (SQLException e) {
                if (!SHUT_DOWN.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }
}
