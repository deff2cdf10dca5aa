package org.wanrenhui.forum.internal.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class TogetherTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final List<List<Integer>> goes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Together<Integer, Integer> together = new Together<>(this::doubled);

    @After
    public void stop() {
        threads.shutdownNow();
    }

    /** The first go waits at the gate; -1 cannot be done. */
    private List<Integer> doubled(List<Integer> pieces) {
        goes.add(pieces);
        first.countDown();
        if (pieces.contains(0)) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (pieces.contains(-1)) {
            throw new IllegalArgumentException("-1");
        }
        return pieces.stream().map(piece -> piece * 2).toList();
    }

    /** Lets the first go wait until all the others have asked. */
    private List<Future<Integer>> behindTheFirst(List<Integer> pieces) throws Exception {
        List<Future<Integer>> results = new ArrayList<>();
        results.add(threads.submit(() -> together.apply(0)));
        first.await();
        List<Thread> asking = Collections.synchronizedList(new ArrayList<>());
        for (int piece : pieces) {
            results.add(threads.submit(() -> {
                asking.add(Thread.currentThread());
                return together.apply(piece);
            }));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (asking.size() < pieces.size()
                || !asking.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            assertTrue("the others do not ask", System.nanoTime() < deadline);
            Thread.onSpinWait();
        }
        gate.countDown();
        return results;
    }

    @Test
    public void oneAloneIsDoneAtOnce() {
        assertEquals(14, (int) together.apply(7));
        assertEquals(List.of(List.of(7)), goes);
    }

    @Test
    public void whatWaitsIsDoneInOneGoAndEverybodyGetsTheirOwn() throws Exception {
        List<Future<Integer>> results = behindTheFirst(List.of(1, 2, 3, 4, 5, 6, 7));
        for (int i = 0; i <= 7; i++) {
            assertEquals(i * 2, (int) results.get(i).get(30, TimeUnit.SECONDS));
        }
        assertEquals(2, goes.size());
        assertEquals(7, goes.get(1).size());
    }

    @Test
    public void oneThatFailsFailsAlone() throws Exception {
        List<Future<Integer>> results = behindTheFirst(List.of(1, -1, 3));
        assertEquals(2, (int) results.get(1).get(30, TimeUnit.SECONDS));
        assertEquals(6, (int) results.get(3).get(30, TimeUnit.SECONDS));
        Throwable cause = assertThrows(java.util.concurrent.ExecutionException.class, () -> results.get(2)
                        .get(30, TimeUnit.SECONDS))
                .getCause();
        assertEquals(IllegalArgumentException.class, cause.getClass());
        assertEquals("after a failure there is somebody at work again", 18, (int) together.apply(9));
    }
}
