package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.api.FlywayException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.persistence.internal.database.DatabaseException;
import org.wanrenhui.portal.persistence.internal.database.Migrator;
import org.wanrenhui.portal.persistence.internal.database.Script;

@RunWith(Parameterized.class)
public class MigratorTest {

    private static final Script FIRST = new Script(
            "V1__first.sql", "CREATE TABLE tried.a (id BIGINT NOT NULL PRIMARY KEY); INSERT INTO tried.a VALUES (1);");
    private static final Script SECOND = new Script("V2__second.sql", "INSERT INTO tried.a VALUES (2);");
    private static final Script BROKEN = new Script(
            "V2__broken.sql",
            "INSERT INTO tried.a VALUES (2); CREATE TABLE tried.b (id BIGINT); INSERT INTO tried.none VALUES (1);");

    @Rule
    public final TestNode test;

    private Migrator migrator;

    public MigratorTest(String dialect) {
        test = new TestNode(dialect);
    }

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return TestNode.DIALECTS;
    }

    @Before
    public void open() {
        migrator = new Migrator(test.database());
    }

    @Test
    public void appliesWhatIsMissingOnce() {
        migrator.migrate("tried", List.of(FIRST));
        assertEquals(1, rows());
        assertTrue(migrator.isCurrent("tried", List.of(FIRST)));
        migrator.migrate("tried", List.of(FIRST));
        assertFalse(migrator.isCurrent("tried", List.of(FIRST, SECOND)));
        migrator.migrate("tried", List.of(FIRST, SECOND));
        assertEquals(2, rows());
    }

    @Test
    public void aFailedScriptLeavesNothingBehind() {
        migrator.migrate("tried", List.of(FIRST));
        assertThrows(FlywayException.class, () -> migrator.migrate("tried", List.of(FIRST, BROKEN)));
        assertEquals(1, rows());
        assertThrows(
                DatabaseException.class, () -> test.database().read(sql -> sql.number("SELECT COUNT(*) FROM tried.b")));
        migrator.migrate("tried", List.of(FIRST, SECOND));
        assertEquals(2, rows());
    }

    @Test
    public void aModuleWithoutTablesNeedsNoSchema() {
        migrator.migrate("tried", List.of());
        assertThrows(DatabaseException.class, this::rows);
    }

    @Test
    public void manyAtOnceApplyItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Object>> all = IntStream.range(0, 4)
                .<Callable<Object>>mapToObj(i -> () -> {
                    new Migrator(test.database()).migrate("tried", List.of(FIRST, SECOND));
                    return null;
                })
                .toList();
        for (Future<Object> done : threads.invokeAll(all)) {
            done.get();
        }
        threads.shutdown();
        assertEquals(2, rows());
    }

    @Test
    public void aCurrentSchemaCostsOneQuery() {
        migrator.migrate("tried", List.of(FIRST, SECOND));
        long start = System.nanoTime();
        migrator.migrate("tried", List.of(FIRST, SECOND));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis + " ms", millis < 50);
    }

    private long rows() {
        return test.database().read(sql -> sql.number("SELECT COUNT(*) FROM tried.a"));
    }
}
