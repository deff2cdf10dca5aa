package org.wanrenhui.portal.persistence.internal.unit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.wanrenhui.portal.persistence.internal.unit.WorkScopes.Scope;

/**
 * The pool as the units see it. A read inside a write, be it of another unit, borrows the write's connection: it must not
 * wait for locks that its own thread holds, nor for a connection while its thread keeps one.
 */
final class UnitSource implements DataSource {

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
                return lend(writing);
            }
        }
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** The connection, without its end. */
    private static Connection lend(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                UnitSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close", "commit", "rollback", "setAutoCommit":
                            return null;
                        default:
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                    }
                });
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
