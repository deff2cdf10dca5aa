package org.wanrenhui.portal.persistence.internal.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings schemas up to date, one transaction per script. What was applied last is remembered as a fingerprint in schema
 * {@code portal}, so that a start without news costs one query and never touches Flyway.
 */
public final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /** Any fixed number; all nodes must use the same. */
    private static final long CLUSTER_LOCK = 0x57616e72656e6875L;

    private final Database database;

    private final UnaryOperator<Connection> connections;

    public Migrator(Database database) {
        this(database, UnaryOperator.identity());
    }

    /** With something between Flyway and its connection. */
    Migrator(Database database, UnaryOperator<Connection> connections) {
        this.database = database;
        this.connections = connections;
    }

    /**
     * Applies what is missing.
     *
     * @param schema  schema, created when missing
     * @param scripts the bundle's scripts for this dialect; none means that the bundle has no tables
     */
    public void migrate(String schema, List<Script> scripts) {
        if (scripts.isEmpty()) {
            return;
        }
        String fingerprint = fingerprint(scripts);
        if (fingerprint.equals(applied(schema))) {
            return;
        }
        long start = System.nanoTime();
        synchronized (database) {
            alone(schema, scripts, fingerprint);
        }
        LOG.info("Schema {} migrated in {} ms", schema, (System.nanoTime() - start) / 1_000_000);
    }

    private void alone(String schema, List<Script> scripts, String fingerprint) {
        try (Connection lock = database.source().getConnection()) {
            lock(lock, true);
            try {
                if (!fingerprint.equals(applied(schema))) {
                    // One connection for all that Flyway does: on two, a script and its entry in the history would be
                    // two commits, and a kill in between would leave one without the other.
                    try (Connection connection = database.source().getConnection()) {
                        apply(schema, scripts, Lent.source(connections.apply(connection)));
                    }
                    remember(schema, fingerprint);
                }
            } finally {
                lock(lock, false);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Whether the schema has all of the scripts. */
    public boolean isCurrent(String schema, List<Script> scripts) {
        return scripts.isEmpty() || fingerprint(scripts).equals(applied(schema));
    }

    /** Derby belongs to one process, where the monitor is enough. */
    private void lock(Connection connection, boolean take) throws SQLException {
        if (database.dialect() == Dialect.POSTGRESQL) {
            new Sql(connection)
                    .list(
                            take ? "SELECT pg_advisory_lock(?)" : "SELECT pg_advisory_unlock(?)",
                            row -> null,
                            CLUSTER_LOCK);
        }
    }

    private void apply(String schema, List<Script> scripts, DataSource source) {
        String folded = database.dialect().folded(schema);
        ClassLoader flyway = Flyway.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(flyway);
        try {
            Flyway.configure(flyway)
                    .dataSource(source)
                    .schemas(folded)
                    .defaultSchema(folded)
                    .createSchemas(true)
                    .resourceProvider(new ScriptProvider(scripts))
                    .javaMigrationClassProvider(List::of)
                    .placeholderReplacement(false)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .lockRetryCount(1)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String applied(String schema) {
        try {
            Optional<String> found = database.read(sql -> sql.first(
                    "SELECT fingerprint FROM portal.module_schema WHERE schema_name = ?",
                    row -> row.getString(1),
                    schema));
            return found.orElse("");
        } catch (DatabaseException e) {
            if (isMissingTable(e.getCause())) {
                return "";
            }
            throw e;
        }
    }

    private static boolean isMissingTable(Throwable cause) {
        String state = ((SQLException) cause).getSQLState();
        return List.of("42Y07", "42X05", "3F000", "42P01").contains(state);
    }

    private void remember(String schema, String fingerprint) {
        database.write(sql -> {
            int rows = sql.update(
                    "UPDATE portal.module_schema SET fingerprint = ? WHERE schema_name = ?", fingerprint, schema);
            if (rows == 0) {
                sql.update(
                        "INSERT INTO portal.module_schema (schema_name, fingerprint) VALUES (?, ?)",
                        schema,
                        fingerprint);
            }
            return null;
        });
    }

    private static String fingerprint(List<Script> scripts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            scripts.stream().sorted(Comparator.comparing(Script::name)).forEach(script -> {
                digest.update(script.name().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(script.text().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
