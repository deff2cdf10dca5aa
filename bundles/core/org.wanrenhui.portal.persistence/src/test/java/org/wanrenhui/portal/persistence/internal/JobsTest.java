package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.spi.Job;

@RunWith(Parameterized.class)
public class JobsTest {

    @Rule
    public final TestNode test;

    public JobsTest(String dialect) {
        test = new TestNode(dialect);
    }

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return TestNode.DIALECTS;
    }

    private static final class Counting implements Job {

        final AtomicInteger runs = new AtomicInteger();
        volatile boolean failing;

        @Override
        public String name() {
            return "test.counting";
        }

        @Override
        public Duration every() {
            return Duration.ofHours(1);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
            if (failing) {
                throw new IllegalStateException("broken");
            }
        }
    }

    @Test
    public void aJobRunsAndItsResultIsKept() {
        Counting job = new Counting();
        test.node().jobs().add(job);
        Await.until("has run", () -> status().next().isPresent() && job.runs.get() == 1 && !status().running());
        assertEquals(0, status().failures());
        assertTrue(status().lastStart().isPresent());
        assertTrue(status().present());
        job.failing = true;
        Await.until("taken", () -> test.node().jobs().runNow("test.counting"));
        Await.until("has failed", () -> status().failures() == 1);
        assertEquals("IllegalStateException: broken", status().error());
        job.failing = false;
        Await.until("taken", () -> test.node().jobs().runNow("test.counting"));
        Await.until(
                "is well again",
                () -> status().failures() == 0 && status().error().isEmpty());
    }

    @Test
    public void aJobThatIsGoneRestsAndIsNotForgotten() {
        Counting job = new Counting();
        test.node().jobs().add(job);
        Await.until("has run", () -> job.runs.get() == 1);
        test.node().jobs().remove(job);
        assertFalse(test.node().jobs().runNow("test.counting"));
        assertFalse(status().present());
        assertTrue(status().next().isEmpty());
        test.node().jobs().add(job);
        Await.until("taken", () -> test.node().jobs().runNow("test.counting"));
        Await.until("runs again", () -> job.runs.get() == 2);
    }

    @Test
    public void aPausedJobDoesNotRunUntilItMay() {
        Counting job = new Counting();
        test.node().jobs().add(job);
        Await.until("has run", () -> job.runs.get() == 1 && !status().running());
        assertTrue(test.node().jobs().pause("test.counting", true));
        assertTrue(status().paused());
        assertTrue(status().next().isEmpty());
        assertFalse(test.node().jobs().runNow("test.counting"));
        assertTrue(test.node().jobs().pause("test.counting", false));
        Await.until("taken", () -> test.node().jobs().runNow("test.counting"));
        Await.until("runs again", () -> job.runs.get() == 2);
        assertFalse(test.node().jobs().pause("nobody.knows", true));
    }

    private Jobs.Status status() {
        return test.node().jobs().all().stream()
                .filter(status -> status.name().equals("test.counting"))
                .findFirst()
                .orElseThrow();
    }
}
