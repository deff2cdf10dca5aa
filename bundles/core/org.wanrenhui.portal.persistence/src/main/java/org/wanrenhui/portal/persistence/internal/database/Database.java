package org.wanrenhui.portal.persistence.internal.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.wanrenhui.portal.persistence.internal.common.Threads;

/** The node's one pool of connections, and short transactions in plain JDBC over it. */
public final class Database implements AutoCloseable {

    /** A transaction chosen as the victim of a deadlock is run again so often. */
    public static final int RERUNS = 3;

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final DatabaseConfig config;
    private final Dialect dialect;
    private final HikariDataSource pool;

    /** Opens the pool; creates the embedded database when it is not there. */
    public Database(DatabaseConfig config) {
        this.config = config;
        this.dialect = Dialect.of(config.url());
        this.pool = open(config, dialect);
    }

    /** Work over one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Sql sql) throws SQLException;
    }

    public Dialect dialect() {
        return dialect;
    }

    public DatabaseConfig config() {
        return config;
    }

    public DataSource source() {
        return pool;
    }

    /** Figures of the pool. */
    public HikariPoolMXBean figures() {
        return pool.getHikariPoolMXBean();
    }

    /** Reads, each statement by itself. */
    public <T> T read(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.with(new Sql(connection));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Reads and writes in one transaction, run again when it was the victim of a deadlock. */
    public <T> T write(Work<T> work) {
        for (int run = 0; ; run++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (run == RERUNS || !dialect.isVictim(e)) {
                    throw new DatabaseException(e);
                }
                pause(run);
            }
        }
    }

    /** Waits a little, so that two transactions that stood in each other's way do not meet again. */
    public static void pause(int run) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 20L << run));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.with(new Sql(connection));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    private static HikariDataSource open(DatabaseConfig config, Dialect dialect) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("portal");
        // A connection may be opened within some module's request; the thread that does it is not that module's.
        hikari.setThreadFactory(Threads.factory("portal-connections"));
        hikari.setDataSource(dialect == Dialect.DERBY ? EmbeddedDerby.source(config) : PostgreSql.source(config));
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(Math.min(4, config.poolSize()));
        hikari.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        HikariDataSource pool = new HikariDataSource(hikari);
        if (dialect == Dialect.DERBY) {
            EmbeddedDerby.tune(pool);
        }
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        if (dialect == Dialect.DERBY) {
            EmbeddedDerby.shutDown(config);
        }
    }
}
