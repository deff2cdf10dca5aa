package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.api.data.DeadLetters.Backlog;
import org.wanrenhui.portal.api.data.DeadLetters.Letter;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer.Delivery;
import org.wanrenhui.portal.persistence.internal.outbox.EventTrimming;

@RunWith(Parameterized.class)
public class OutboxTest {

    @Rule
    public final TestNode test;

    private Transactions transactions;

    public OutboxTest(String dialect) {
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
    public void anEventArrivesSoonAfterTheCommit() {
        Recorder recorder = consumer("test.soon", "notes.written");
        publish("warm:1", 0);
        Await.until("warm", () -> recorder.taken.size() == 1);
        long start = System.nanoTime();
        publish("note:1", 1);
        Await.until("delivered", () -> recorder.taken.size() == 2);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis + " ms", millis < 200);
        DomainEvent event = recorder.taken.get(1).event();
        assertEquals("note:1", event.subject());
        assertEquals(Map.of("n", "1", "odd", "a=b\\c\nd", "k=\\ey", "v"), event.data());
    }

    @Test
    public void aTransactionThatRollsBackPublishesNothing() {
        Recorder recorder = consumer("test.rollback", "notes.*");
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.run(em -> {
                    test.node().events().publish(event("note:1", 1));
                    throw new IllegalArgumentException();
                }));
        publish("note:1", 2);
        Await.until("delivered", () -> !recorder.taken.isEmpty());
        assertEquals(List.of("2"), recorder.numbers());
    }

    @Test
    public void outsideAWriteNothingIsPublished() {
        assertThrows(IllegalStateException.class, () -> test.node().events().publish(event("note:1", 1)));
        assertThrows(
                IllegalStateException.class,
                () -> transactions.read(em -> {
                    test.node().events().publish(event("note:1", 1));
                    return null;
                }));
    }

    @Test
    public void otherTypesAreNotDelivered() {
        Recorder recorder = consumer("test.types", "notes.read");
        Recorder all = consumer("test.all", "*");
        publish("note:1", 1);
        Await.until("delivered", () -> all.taken.size() == 1);
        assertEquals(List.of(), recorder.taken);
    }

    @Test
    public void aNewConsumerStartsAtTheEnd() {
        Recorder old = consumer("test.old", "notes.written");
        publish("note:1", 1);
        Await.until("delivered", () -> old.taken.size() == 1);
        Recorder young = consumer("test.young", "notes.written");
        publish("note:1", 2);
        Await.until("delivered", () -> young.taken.size() == 1 && old.taken.size() == 2);
        assertEquals(List.of("2"), young.numbers());
    }

    @Test
    public void aConsumerThatComesBackCatchesUp() {
        Recorder recorder = consumer("test.back", "notes.written");
        publish("note:1", 1);
        Await.until("delivered", () -> recorder.taken.size() == 1);
        test.node().dispatcher().remove(recorder);
        IntStream.range(2, 700).forEach(n -> publish("note:1", n));
        assertEquals(1, recorder.taken.size());
        test.node().dispatcher().add(recorder);
        Await.until("caught up", () -> recorder.taken.size() == 699);
        assertEquals(IntStream.range(1, 700).mapToObj(Integer::toString).toList(), recorder.numbers());
    }

    @Test
    public void nothingIsLostOverARestart() throws Exception {
        Recorder recorder = consumer("test.restart", "notes.written");
        publish("note:1", 1);
        Await.until("delivered", () -> recorder.taken.size() == 1);
        test.node().dispatcher().remove(recorder);
        publish("note:1", 2);
        test.close();
        test.open();
        open();
        test.node().dispatcher().add(recorder);
        Await.until("delivered", () -> recorder.taken.size() == 2);
        assertEquals(List.of("1", "2"), recorder.numbers());
    }

    @Test
    public void placesHaveNoGapsHoweverManyCommit() throws Exception {
        Recorder recorder = consumer("test.gaps", "notes.written");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int n = i;
            work.add(() -> {
                if (n % 7 == 0) {
                    rollBack("note:" + n % 5, n);
                } else {
                    publish("note:" + n % 5, n);
                }
                return null;
            });
        }
        for (Future<Object> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();
        int expected = (int) IntStream.range(0, 400).filter(n -> n % 7 != 0).count();
        Await.until("all delivered", () -> recorder.taken.size() >= expected);
        List<Long> places = recorder.taken.stream().map(Delivery::position).toList();
        assertEquals(LongStream.rangeClosed(1, expected).boxed().toList(), places);
    }

    @Test
    public void aFailingEventHoldsUpItsSubjectOnlyAndKeepsTheOrder() {
        Recorder recorder = consumer("test.parking", "notes.written");
        recorder.refusing = "note:1";
        publish("note:1", 1);
        publish("note:2", 2);
        publish("note:1", 3);
        publish("note:2", 4);
        Await.until("others delivered", () -> recorder.taken.size() == 2 && recorder.refused.size() > 2);
        recorder.refusing = "";
        publish("note:1", 5);
        Await.until("all delivered", () -> recorder.taken.size() == 5);
        assertEquals(List.of("1", "3", "5"), recorder.numbers("note:1"));
        assertEquals(List.of("2", "4"), recorder.numbers("note:2"));
    }

    @Test
    public void afterTenTriesItIsADeadLetter() {
        Recorder recorder = consumer("test.dead", "notes.written");
        recorder.refusing = "note:1";
        publish("note:1", 1);
        Await.until("dead", () -> letters().size() == 1);
        assertEquals(10, recorder.refused.size());
        Letter letter = letters().get(0);
        assertEquals("test.dead", letter.consumer());
        assertEquals(10, letter.tries());
        assertEquals("IllegalStateException: refused note:1", letter.error());
        recorder.refusing = "";
        publish("note:1", 2);
        Await.until("the next goes on", () -> recorder.taken.size() == 1);
        assertTrue(test.node().deadLetters().retry(letter.id()));
        Await.until("delivered after all", () -> recorder.taken.size() == 2);
        assertEquals(List.of("2", "1"), recorder.numbers());
        Await.until("gone", () -> letters().isEmpty());
        assertFalse(test.node().deadLetters().retry(letter.id()));
        assertFalse(test.node().deadLetters().discard(letter.id()));
    }

    @Test
    public void parkedEventsSurviveTheConsumersAbsence() {
        Recorder recorder = consumer("test.absent", "notes.written");
        recorder.refusing = "note:1";
        publish("note:1", 1);
        Await.until("refused", () -> recorder.refused.size() >= 1);
        test.node().dispatcher().remove(recorder);
        publish("note:1", 2);
        recorder.refusing = "";
        test.node().dispatcher().add(recorder);
        Await.until("delivered", () -> recorder.taken.size() == 2);
        assertEquals(List.of("1", "2"), recorder.numbers());
    }

    @Test
    public void backlogsTellHowFarEveryoneIs() {
        Recorder recorder = consumer("test.backlog", "notes.written");
        publish("note:1", 1);
        Await.until("delivered", () -> recorder.taken.size() == 1);
        test.node().dispatcher().remove(recorder);
        publish("note:1", 2);
        publish("note:1", 3);
        Await.until("seen", () -> backlog("test.backlog").behind() == 2);
        assertFalse(backlog("test.backlog").present());
        assertTrue(test.node().deadLetters().forget("test.backlog"));
        assertFalse(test.node().deadLetters().forget("test.backlog"));
    }

    @Test
    public void oldEventsGoOnceEveryConsumerHasPassedThem() {
        Recorder recorder = consumer("test.trim", "notes.written");
        Recorder absent = consumer("test.trim-absent", "notes.written");
        Await.until("both began", () -> test.node().deadLetters().backlogs().size() == 2);
        publish("note:1", 1);
        Await.until("delivered", () -> recorder.taken.size() == 1 && absent.taken.size() == 1);
        test.node().dispatcher().remove(absent);
        publish("note:1", 2);
        publish("note:1", 3);
        Await.until("delivered", () -> recorder.taken.size() == 3);
        test.node().dispatcher().remove(recorder);
        EventTrimming trimming = new EventTrimming(test.database());
        trimming.run();
        assertEquals(3, events());
        test.database().write(sql -> sql.update("UPDATE portal.event SET published_at = ?", Instant.EPOCH));
        trimming.run();
        assertEquals(2, events());
        test.node().deadLetters().forget("test.trim-absent");
        trimming.run();
        assertEquals(0, events());
    }

    private long events() {
        return test.database().read(sql -> sql.number("SELECT COUNT(*) FROM portal.event"));
    }

    @Test
    public void noThreadStaysWithAConsumerThatLeft() {
        List<Recorder> recorders = IntStream.range(0, 30)
                .mapToObj(i -> consumer("test.thread" + i, "notes.written"))
                .toList();
        publish("note:1", 1);
        Await.until("delivered", () -> recorders.stream().allMatch(recorder -> recorder.taken.size() == 1));
        recorders.forEach(test.node().dispatcher()::remove);
        Await.until("threads ended", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("portal-consumer")));
    }

    @Test
    public void oneNodeOfTheClusterGetsEachEventAndEveryNodeWhereAsked() throws Exception {
        try (Node second = test.second()) {
            Recorder here = new Recorder("test.once", "notes.written");
            Recorder there = new Recorder("test.once", "notes.written");
            Recorder cacheHere = new Recorder("test.cache", true, "notes.written");
            Recorder cacheThere = new Recorder("test.cache", true, "notes.written");
            test.node().dispatcher().add(here);
            test.node().dispatcher().add(cacheHere);
            second.dispatcher().add(there);
            second.dispatcher().add(cacheThere);
            IntStream.range(0, 50).forEach(n -> publish("note:1", n));
            Await.until("all", () -> here.taken.size() + there.taken.size() == 50);
            Await.until("caches", () -> cacheHere.taken.size() == 50 && cacheThere.taken.size() == 50);
            HashSet<Long> places = new HashSet<>();
            here.taken.forEach(delivery -> places.add(delivery.position()));
            there.taken.forEach(delivery -> places.add(delivery.position()));
            assertEquals(50, places.size());
            (here.taken.isEmpty() ? second : test.node()).dispatcher().remove(here.taken.isEmpty() ? there : here);
            publish("note:1", 50);
            Await.until("the other takes over", () -> here.taken.size() + there.taken.size() == 51);
        }
    }

    private Recorder consumer(String name, String... types) {
        Recorder recorder = new Recorder(name, types);
        test.node().dispatcher().add(recorder);
        return recorder;
    }

    private List<Letter> letters() {
        return test.node().deadLetters().list("", 50).items();
    }

    private Backlog backlog(String consumer) {
        return test.node().deadLetters().backlogs().stream()
                .filter(backlog -> backlog.consumer().equals(consumer))
                .findFirst()
                .orElseThrow();
    }

    private void publish(String subject, int n) {
        transactions.run(em -> {
            em.persist(new NoteEntity("n" + n, Instant.EPOCH));
            test.node().events().publish(event(subject, n));
        });
    }

    private void rollBack(String subject, int n) {
        assertThrows(
                ArithmeticException.class,
                () -> transactions.run(em -> {
                    test.node().events().publish(event(subject, n));
                    throw new ArithmeticException();
                }));
    }

    private static DomainEvent event(String subject, int n) {
        return new DomainEvent(
                "notes.written", subject, Map.of("n", Integer.toString(n), "odd", "a=b\\c\nd", "k=\\ey", "v"));
    }
}
