package org.wanrenhui.portal.api.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class InputTest {

    @Test
    public void everythingWrongIsNamedInTheOrderOfTheChecks() {
        Input input = new Input();
        input.line("name", "", 1, 10);
        input.text("body", "a", 2, 10);
        input.line("tags", "one\ntwo", 0, 10);
        input.line("address", "far too long for ten", 0, 10);
        input.line("phone", "bell\u0007", 0, 10);
        input.check(false, "agree", "lending.agree");
        Problem problem = assertThrows(Problem.class, input::verify);
        assertEquals(422, problem.status());
        assertEquals(
                List.of("name", "body", "tags", "address", "phone", "agree"),
                List.copyOf(problem.fields().keySet()));
        assertEquals(
                List.of(
                        "input.required",
                        "input.too-short",
                        "input.one-line",
                        "input.too-long",
                        "input.characters",
                        "lending.agree"),
                List.copyOf(problem.fields().values()));
        assertThrows(UnsupportedOperationException.class, () -> problem.fields().put("name", "other"));
    }

    @Test
    public void textIsKeptAsItWasWrittenButForItsEnds() {
        Input input = new Input();
        assertEquals("一把\n梯子", input.text("note", "  一把\r\n梯子 ", 1, 10));
        assertEquals("é", input.line("name", "e\u0301", 1, 1));
        assertEquals("", input.line("missing", null, 0, 5));
        input.verify();
    }
}
