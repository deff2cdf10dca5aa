package org.wanrenhui.portal.persistence.internal.database;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.persistence.internal.TestNode;

/** Ends the connection before and after every single commit of a migration, as a kill would, and migrates again. */
@RunWith(Parameterized.class)
public class KilledMigrationTest {

    private static final Set<String> COMMITTING = Set.of("commit", "setAutoCommit");
    private static final int MORE_THAN_ENOUGH = 200;

    /** No exception, which Flyway would catch and try again. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1;
    }

    @Rule
    public final TestNode test;

    public KilledMigrationTest(String dialect) {
        test = new TestNode(dialect);
    }

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return TestNode.DIALECTS;
    }

    @Test
    public void whereverItIsKilledTheNextStartCompletesIt() {
        int kill = 0;
        while (killed(kill)) {
            String schema = "killed" + kill;
            new Migrator(test.database()).migrate(schema, scripts(schema));
            assertEquals("killed at " + kill, 3, rows(schema));
            kill++;
        }
        assertTrue("kills: " + kill, kill > 4 && kill < MORE_THAN_ENOUGH);
        assertEquals(3, rows("killed" + kill));
    }

    private long rows(String schema) {
        return test.database().read(sql -> sql.number("SELECT COUNT(*) FROM " + schema + ".b"));
    }

    private static List<Script> scripts(String schema) {
        return List.of(
                new Script("V1__first.sql", "CREATE TABLE " + schema + ".a (id BIGINT NOT NULL PRIMARY KEY);"),
                new Script(
                        "V2__second.sql",
                        ("CREATE TABLE S.b (id BIGINT NOT NULL PRIMARY KEY); INSERT INTO S.b VALUES (1);"
                                        + "INSERT INTO S.b VALUES (2); INSERT INTO S.b VALUES (3);")
                                .replace("S.", schema + ".")));
    }

    /** Migrates with a kill at that point; false when the migration was over before. */
    private boolean killed(int at) {
        String schema = "killed" + at;
        boolean[] dead = new boolean[1];
        try {
            new Migrator(test.database(), connection -> mortal(connection, at, dead)).migrate(schema, scripts(schema));
        } catch (RuntimeException | Error e) {
            if (!dead[0]) {
                throw e;
            }
        }
        return dead[0];
    }

    private static Connection mortal(Connection connection, int at, boolean[] dead) {
        int[] calls = new int[1];
        return (Connection) Proxy.newProxyInstance(
                KilledMigrationTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> {
                    if (dead[0]) {
                        if (method.getName().equals("isClosed")) {
                            return true;
                        }
                        throw new Killed();
                    }
                    boolean committing = COMMITTING.contains(method.getName());
                    if (committing && calls[0]++ == at) {
                        return kill(connection, dead);
                    }
                    Object result;
                    try {
                        result = method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (committing && calls[0]++ == at) {
                        kill(connection, dead);
                    }
                    return result;
                });
    }

    private static Object kill(Connection connection, boolean[] dead) throws SQLException {
        dead[0] = true;
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        throw new Killed();
    }
}
