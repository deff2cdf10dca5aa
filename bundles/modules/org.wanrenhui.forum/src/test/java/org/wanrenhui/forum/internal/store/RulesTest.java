package org.wanrenhui.forum.internal.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.wanrenhui.forum.internal.text.Trust;
import org.wanrenhui.portal.api.web.Problem;

public class RulesTest {

    @Test
    public void aCursorComesBackAsItWent() {
        Instant at = Instant.parse("2026-11-23T12:00:00.123456Z");
        Cursor cursor = Cursor.parse(Cursor.of(at, 42));
        assertEquals(at, cursor.instant());
        assertEquals(42, cursor.id());
        assertEquals(1234.5678, Cursor.parse(Cursor.of(1234.5678, 7)).score(), 0);
        assertNull(Cursor.parse(""));
    }

    @Test
    public void anythingElseIsNoCursor() {
        for (String text : new String[] {"x", "1_", "_1", "1_2_3", "99999999999999999999_1", "1"}) {
            assertEquals(
                    text,
                    400,
                    assertThrows(Problem.class, () -> Cursor.parse(text)).status());
        }
    }

    @Test
    public void everyWrongFieldIsNamed() {
        Problem problem = assertThrows(
                Problem.class,
                () -> NewTopic.of("", "", "a b c d e f", poll("几点集合", "只有一个选项", "31"), null, Attachments.Choice.NONE));
        assertEquals(422, problem.status());
        assertEquals(
                Set.of("title", "body", "tags", "pollOptions", "pollDays"),
                problem.fields().keySet());
    }

    @Test
    public void aPollHasTwoToTwelveDifferentOptions() {
        NewTopic topic = typed("#电梯，维修", poll("几点", "七点\n八点\n七点\n", ""));
        assertEquals(List.of("七点", "八点"), topic.poll().orElseThrow().options());
        assertEquals(List.of("电梯", "维修"), topic.tags());
        assertThrows(Problem.class, () -> typed("", poll("几点", "七点\n七点", "")));
        assertThrows(Problem.class, () -> typed("", poll("几点", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm", "")));
    }

    @Test
    public void aPollIsOpenAsLongAsItsAuthorSays() {
        for (String days : new String[] {"1", " 7 ", "30"}) {
            assertEquals(Duration.ofDays(Integer.parseInt(days.strip())), open(days));
        }
        assertEquals(Duration.ofDays(14), open(null));
        assertEquals(Duration.ofDays(14), open(""));
        for (String days : new String[] {"0", "31", "-1", "1.5", "三", "99999999999"}) {
            Problem problem = assertThrows(days, Problem.class, () -> open(days));
            assertEquals(Set.of("pollDays"), problem.fields().keySet());
        }
    }

    private static Duration open(String days) {
        return typed("", poll("几点", "七点\n八点", days)).poll().orElseThrow().open().orElseThrow();
    }

    private static NewTopic typed(String tags, NewTopic.TypedPoll poll) {
        return NewTopic.of("标题", "正文", tags, poll, "k", Attachments.Choice.NONE);
    }

    private static NewTopic.TypedPoll poll(String question, String options, String days) {
        return new NewTopic.TypedPoll(question, options, true, days);
    }

    @Test
    public void trustOpensMoreAndClosesNothing() {
        Trust before = null;
        for (Trust level : Trust.values()) {
            if (before != null) {
                assertTrue(level.topicsPerHour() >= before.topicsPerHour());
                assertTrue(level.postsPerHour() >= before.postsPerHour());
                assertTrue(level.links() || !before.links());
                assertTrue(level.polls() || !before.polls());
            }
            before = level;
        }
    }
}
