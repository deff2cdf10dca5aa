package org.wanrenhui.portal.persistence.internal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Derby inside this process: opened, tuned and shut down. Durability is left as Derby has it: every commit is on disk. */
final class EmbeddedDerby {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDerby.class);
    private static final String PREFIX = "jdbc:derby:";
    private static final String SHUT_DOWN = "08006";

    /** Kept in the database itself. The deadlock timeout is how long a wait lasts before Derby looks for a circle. */
    private static final Map<String, String> IN_DATABASE = Map.of(
            "derby.locks.waitTimeout", "10",
            "derby.locks.deadlockTimeout", "1",
            "derby.language.statementCacheSize", "1000");

    private EmbeddedDerby() {}

    static DataSource source(DatabaseConfig config) {
        prepareProcess(config);
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(name(config));
        source.setCreateDatabase("create");
        if (!config.user().isEmpty()) {
            source.setUser(config.user());
            source.setPassword(config.password());
        }
        return source;
    }

    /** Derby reads these from system properties only, when it boots; what somebody has set before stays. */
    private static void prepareProcess(DatabaseConfig config) {
        try {
            Files.createDirectories(config.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map.of(
                        "derby.stream.error.file",
                        config.data().resolve("derby.log").toString(),
                        // Derby would take 32 KiB for tables with long texts, and its memory counts pages.
                        "derby.storage.pageSize",
                        "8192",
                        "derby.storage.pageCacheSize",
                        "4000")
                .forEach((key, value) -> {
                    if (System.getProperty(key) == null) {
                        System.setProperty(key, value);
                    }
                });
    }

    static void tune(DataSource source) {
        try (Connection connection = source.getConnection()) {
            Sql sql = new Sql(connection);
            for (Map.Entry<String, String> property : IN_DATABASE.entrySet()) {
                sql.call("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY(?, ?)", property.getKey(), property.getValue());
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    static void shutDown(DatabaseConfig config) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(name(config));
        source.setShutdownDatabase("shutdown");
        try (Connection connection = source.getConnection()) {
            LOG.warn("Derby did not shut down");
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                LOG.warn("Derby did not shut down cleanly", e);
            }
        }
    }

    private static String name(DatabaseConfig config) {
        String rest = config.url().substring(PREFIX.length());
        int attributes = rest.indexOf(';');
        return attributes < 0 ? rest : rest.substring(0, attributes);
    }
}
