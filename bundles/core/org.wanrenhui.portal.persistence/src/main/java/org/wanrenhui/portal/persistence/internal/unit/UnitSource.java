package org.wanrenhui.portal.persistence.internal.unit;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.wanrenhui.portal.persistence.internal.database.Lent;
import org.wanrenhui.portal.persistence.internal.unit.WorkScopes.Scope;

/**
 * The pool as the units see it. A read inside a write, be it of another unit, borrows the write's connection: it must not
 * wait for locks that its own thread holds, nor for a connection while its thread keeps one.
 */
final class UnitSource implements DataSource {

    private static final Set<String> ENDING = Set.of("close", "commit", "rollback", "setAutoCommit");

    private final DataSource pool;
    private final WorkScopes scopes;

    UnitSource(DataSource pool, WorkScopes scopes) {
        this.pool = pool;
        this.scopes = scopes;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Scope scope = scopes.current();
        if (scope != null && !scope.isWrite()) {
            Connection writing = scopes.writing().orElse(null);
            if (writing != null) {
                return Lent.without(writing, ENDING);
            }
        }
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
