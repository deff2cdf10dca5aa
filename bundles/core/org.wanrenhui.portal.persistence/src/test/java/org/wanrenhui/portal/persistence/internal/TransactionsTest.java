package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.persistence.internal.database.QueryCounter;
import org.wanrenhui.portal.persistence.internal.unit.Unit;

@RunWith(Parameterized.class)
public class TransactionsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    @Rule
    public final TestNode test;

    private Transactions transactions;

    public TransactionsTest(String dialect) {
        test = new TestNode(dialect);
    }

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return TestNode.DIALECTS;
    }

    @Before
    public void open() throws Exception {
        transactions = test.notes().transactions();
    }

    @Test
    public void idsStartAtOne() {
        assertEquals(1, persist("first"));
        assertEquals(2, persist("second"));
    }

    @Test
    public void whatIsWrittenIsThere() {
        long id = persist("hello");
        assertEquals("hello", text(id));
        assertEquals(NOON, transactions.read(em -> em.find(NoteEntity.class, id).at()));
    }

    @Test
    public void timesAreStoredInUtc() throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
        try {
            long id = persist("hello");
            String stored = test.database().read(sql -> sql.first(
                            "SELECT CAST(noted_at AS VARCHAR(30)) FROM notes.note WHERE id = ?",
                            row -> row.getString(1),
                            id)
                    .orElseThrow());
            assertTrue(stored, stored.startsWith("2026-11-23 12:00:00.123456"));
            assertEquals(NOON, transactions.read(em -> em.createQuery(
                            "SELECT n.at FROM NoteEntity n WHERE n.at >= :noon", Instant.class)
                    .setParameter("noon", NOON)
                    .getSingleResult()));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    public void aReadStoresNothing() {
        long id = persist("kept");
        transactions.read(em -> {
            em.find(NoteEntity.class, id).change("lost");
            return null;
        });
        assertEquals("kept", text(id));
    }

    @Test
    public void whatTheWorkThrowsComesOutAsItIsAndRollsBack() {
        RuntimeException thrown = new RuntimeException("no");
        assertSame(
                thrown,
                assertThrows(
                        RuntimeException.class,
                        () -> transactions.run(em -> {
                            em.persist(new NoteEntity("lost", NOON));
                            em.flush();
                            throw thrown;
                        })));
        assertEquals(0, count());
    }

    @Test
    public void aFailedCommitRollsBack() {
        assertThrows(PersistenceException.class, () -> persist(null));
        assertEquals(0, count());
    }

    @Test
    public void aWriteInsideAWriteJoinsIt() {
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.run(em -> {
                    transactions.run(inner -> {
                        assertSame(em, inner);
                        inner.persist(new NoteEntity("lost", NOON));
                    });
                    throw new IllegalArgumentException();
                }));
        assertEquals(0, count());
    }

    @Test
    public void aJoinedWriteThatFailedCannotBeIgnored() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(em -> {
                    em.persist(new NoteEntity("lost", NOON));
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> transactions.run(inner -> {
                                throw new IllegalArgumentException();
                            }));
                }));
        assertEquals(0, count());
    }

    @Test
    public void aWriteInsideAReadFails() {
        assertThrows(IllegalStateException.class, () -> transactions.read(em -> persist("lost")));
        persist("works again");
    }

    @Test
    public void aReadInsideAWriteSeesItAndWaitsForNothing() {
        transactions.run(em -> {
            NoteEntity note = new NoteEntity("mine", NOON);
            em.persist(note);
            assertEquals("mine", text(note.id()));
            assertEquals(1, count());
        });
    }

    @Test
    public void anotherUnitReadsInsideAWriteOverTheSameConnection() throws Exception {
        try (Unit other = test.node().unit(test.blueprint("other", getClass().getClassLoader()), List.of())) {
            transactions.run(em -> {
                em.persist(new NoteEntity("mine", NOON));
                em.flush();
                assertEquals(
                        1L, other.transactions().<Object>read(o -> o.createQuery("SELECT COUNT(n) FROM NoteEntity n")
                                .getSingleResult()));
            });
        }
        assertEquals(1, count());
    }

    @Test(timeout = 60_000)
    public void theVictimOfADeadlockRunsAgain() throws Exception {
        long first = persist("a");
        long second = persist("b");
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> one = threads.submit(crossing(first, second, runs, both));
        Future<?> two = threads.submit(crossing(second, first, runs, both));
        one.get(50, TimeUnit.SECONDS);
        two.get(50, TimeUnit.SECONDS);
        threads.shutdown();
        assertEquals(3, runs.get());
        assertEquals(text(first), text(second));
    }

    private Callable<Object> crossing(long mine, long yours, AtomicInteger runs, CyclicBarrier both) {
        return () -> transactions.write(em -> {
            int run = runs.incrementAndGet();
            em.find(NoteEntity.class, mine).change(Thread.currentThread().getName());
            em.flush();
            try {
                if (run <= 2) {
                    both.await(20, TimeUnit.SECONDS);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            em.find(NoteEntity.class, yours).change(Thread.currentThread().getName());
            return null;
        });
    }

    @Test(timeout = 60_000)
    public void manyWritersThatReadInsideDoNotStarve() throws Exception {
        long first = persist("first");
        ExecutorService threads = Executors.newFixedThreadPool(40);
        List<Callable<Object>> work = IntStream.range(0, 400)
                .<Callable<Object>>mapToObj(i -> () -> transactions.write(em -> {
                    em.persist(new NoteEntity("n" + i, NOON));
                    test.node().audit().record("note.write", "note:" + i, "");
                    return text(first);
                }))
                .toList();
        for (Future<Object> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();
        assertEquals(401, count());
    }

    @Test
    public void theConnectionIsTheTransactions() {
        transactions.run(em -> {
            try {
                assertTrue(!em.unwrap(Connection.class).getAutoCommit());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    public void queriesAreCounted() {
        QueryCounter counter = new QueryCounter();
        long id = persist("x");
        counter.reset();
        text(id);
        assertEquals(1, counter.count());
        assertTrue(counter.nanos() > 0);
    }

    private long persist(String text) {
        return transactions.write(em -> {
            NoteEntity note = new NoteEntity(text, NOON);
            em.persist(note);
            return note.id();
        });
    }

    private String text(long id) {
        return transactions.read(em -> em.find(NoteEntity.class, id).text());
    }

    private long count() {
        return transactions.read(em ->
                em.createQuery("SELECT COUNT(n) FROM NoteEntity n", Long.class).getSingleResult());
    }
}
