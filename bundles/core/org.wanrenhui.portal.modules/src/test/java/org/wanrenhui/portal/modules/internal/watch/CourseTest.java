package org.wanrenhui.portal.modules.internal.watch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CourseTest {

    private static final long SECOND = 1_000_000_000L;

    private final Course course = new Course();

    @Test
    public void failsAgainAndAgain() {
        for (int second = 0; second < 10; second++) {
            course.counted(second, 3L * second);
            assertFalse(course.fails(10));
        }
        course.counted(10, 30);
        assertTrue(course.fails(10));
        assertEquals(30, course.failures());
        assertFalse("not in so many seconds", course.fails(11));
    }

    @Test
    public void oneBadMomentIsNoCourse() {
        course.counted(0, 0);
        course.counted(1000, 500);
        for (int second = 0; second < 20; second++) {
            course.counted(1000, 500);
        }
        assertFalse(course.fails(2));
    }

    @Test
    public void whatMostlySucceedsGoesOn() {
        for (int second = 0; second < 40; second++) {
            course.counted(100L * second, 5L * second);
        }
        assertFalse(course.fails(10));
    }

    @Test
    public void whatIsLongAgoDoesNotCount() {
        for (int second = 0; second < 12; second++) {
            course.counted(0, 10L * second);
        }
        for (int second = 0; second < 31; second++) {
            course.counted(0, 110);
        }
        assertFalse(course.fails(1));
        assertEquals(0, course.failures());
    }

    @Test
    public void onlyAThreadWithoutAPauseSpins() {
        Thread spinner = new Thread("spinner");
        Thread worker = new Thread("worker");
        for (int second = 0; second <= 10; second++) {
            long half = second * SECOND / 2;
            course.worked(second * SECOND, Map.of(spinner, half, worker, second < 8 ? half : 4 * SECOND));
        }
        assertEquals(List.of("spinner"), course.spinning(10 * SECOND, 9 * SECOND));
        assertEquals(List.of(), course.spinning(10 * SECOND, 11 * SECOND));
        course.worked(11 * SECOND, Map.of());
        assertEquals(List.of(), course.spinning(11 * SECOND, 0));
    }
}
