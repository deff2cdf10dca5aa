package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.rules.ExternalResource;
import org.wanrenhui.portal.persistence.internal.database.Database;
import org.wanrenhui.portal.persistence.internal.database.DatabaseConfig;
import org.wanrenhui.portal.persistence.internal.database.Script;
import org.wanrenhui.portal.persistence.internal.unit.Unit;

/**
 * A node on a database of its own: Derby on disk, or the server that the system property {@code test.postgresql.url}
 * names, whose user may create databases.
 */
public final class TestNode extends ExternalResource {

    /** For {@code @Parameters}. */
    public static final List<String> DIALECTS = List.of("derby", "postgresql");

    private static final List<Script> NOTES = List.of(
            new Script(
                    "V1__notes.sql",
                    """
            CREATE TABLE notes.note (id BIGINT NOT NULL PRIMARY KEY, text VARCHAR(200) NOT NULL, noted_at TIMESTAMP NOT NULL);
            CREATE SEQUENCE notes.note_seq START WITH 50 INCREMENT BY 50;
            """));

    private static final String SERVER = System.getProperty("test.postgresql.url", "");

    private final String dialect;
    private final String name = "portal_" + UUID.randomUUID().toString().replace('-', '_');
    private Path data;
    private DatabaseConfig config;
    private Node node;
    private Unit unit;

    public TestNode(String dialect) {
        this.dialect = dialect;
    }

    @Override
    protected void before() throws Exception {
        assumeTrue("no test.postgresql.url", dialect.equals("derby") || !SERVER.isEmpty());
        data = Files.createTempDirectory("portal-persistence");
        config = new DatabaseConfig(
                dialect.equals("derby") ? "jdbc:derby:" + data.resolve("db") : address(), "", "", 12, data);
        if (dialect.equals("postgresql")) {
            onServer("CREATE DATABASE " + name);
        }
        open();
    }

    private String address() {
        int parameters = SERVER.indexOf('?');
        String server = parameters < 0 ? SERVER : SERVER.substring(0, parameters);
        return server.substring(0, server.lastIndexOf('/') + 1)
                + name
                + (parameters < 0 ? "" : SERVER.substring(parameters));
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(SERVER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Opens the node, again after {@link #close()}. */
    public void open() {
        node = open(config);
        unit = null;
    }

    /** Another node of the same cluster, with a data folder of its own; PostgreSQL only. */
    public Node second() throws IOException {
        assumeTrue("Derby belongs to one process", dialect.equals("postgresql"));
        return open(new DatabaseConfig(
                config.url(), config.user(), config.password(), 8, Files.createDirectory(data.resolve("second"))));
    }

    private static Node open(DatabaseConfig config) {
        return Node.open(
                config,
                new Node.Parts(
                        TestNode::portalScripts, Optional::empty, tries -> Duration.ofMillis(tries < 3 ? 20 : 1)));
    }

    /** The portal's own migrations. */
    public static List<Script> portalScripts(Database database) {
        ClassLoader loader = TestNode.class.getClassLoader();
        return List.of(
                Script.read(loader.getResource("migrations/V1__portal.sql")),
                Script.read(
                        loader.getResource("migrations/" + database.dialect().folder() + "/V2__scheduled_task.sql")),
                Script.read(loader.getResource("migrations/V3__job_paused.sql")));
    }

    public Node node() {
        return node;
    }

    public Database database() {
        return node.database();
    }

    /** A unit over {@link NoteEntity}. */
    public Unit notes() throws IOException {
        if (unit == null) {
            unit = node.unit(blueprint("notes", TestNode.class.getClassLoader()), NOTES);
        }
        return unit;
    }

    /** What a unit over {@link NoteEntity} is made of. */
    public Unit.Blueprint blueprint(String schema, ClassLoader loader) throws IOException {
        return new Unit.Blueprint(
                schema, List.of(NoteEntity.class.getName()), data.toUri().toURL(), loader);
    }

    /** Closes what is open. */
    public void close() {
        if (unit != null) {
            unit.close();
            unit = null;
        }
        if (node != null) {
            node.close();
            node = null;
        }
    }

    @Override
    protected void after() {
        close();
        try {
            if (dialect.equals("postgresql")) {
                onServer("DROP DATABASE " + name);
            }
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
