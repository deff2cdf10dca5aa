package org.example.noticeboard.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Set;
import org.junit.Test;
import org.wanrenhui.portal.api.web.Problem;

public class EntryDraftTest {

    @Test
    public void isKeptAsItWasWrittenButForItsEnds() {
        assertEquals(new EntryDraft("捡到钥匙", "三楼\n南门"), new EntryDraft(" 捡到钥匙 ", "三楼\r\n南门 ").checked());
        assertEquals("", new EntryDraft("捡到钥匙", null).checked().body());
    }

    @Test
    public void saysWhichFieldsAreWrong() {
        Problem problem = assertThrows(Problem.class, () -> new EntryDraft("a\nb", "长".repeat(1001)).checked());
        assertEquals(422, problem.status());
        assertEquals(Set.of("title", "body"), problem.fields().keySet());
    }
}
