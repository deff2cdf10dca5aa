package org.wanrenhui.forum.internal.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

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
                () -> NewTopic.of("", "", "a b c d e f", "几点集合", "只有一个选项", false, null, Attachments.Choice.NONE));
        assertEquals(422, problem.status());
        assertEquals(
                Set.of("title", "body", "tags", "pollOptions"), problem.fields().keySet());
    }

    @Test
    public void aPollHasTwoToTwelveDifferentOptions() {
        NewTopic topic = NewTopic.of("标题", "正文", "#电梯，维修", "几点", "七点\n八点\n七点\n", true, "k", Attachments.Choice.NONE);
        assertEquals(List.of("七点", "八点"), topic.poll().orElseThrow().options());
        assertEquals(List.of("电梯", "维修"), topic.tags());
        assertThrows(
                Problem.class, () -> NewTopic.of("标题", "正文", "", "几点", "七点\n七点", false, "", Attachments.Choice.NONE));
        assertThrows(
                Problem.class,
                () -> NewTopic.of(
                        "标题",
                        "正文",
                        "",
                        "几点",
                        "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm",
                        false,
                        "",
                        Attachments.Choice.NONE));
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
