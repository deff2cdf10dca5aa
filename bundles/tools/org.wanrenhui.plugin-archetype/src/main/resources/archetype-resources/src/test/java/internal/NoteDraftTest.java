package ${package}.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Map;
import org.junit.Test;
import org.wanrenhui.portal.api.web.Problem;

public class NoteDraftTest {

    @Test
    public void isKeptAsItWasWrittenButForItsEnds() {
        assertEquals("梯子在\n三楼", new NoteDraft("  梯子在\r\n三楼 ").checked().text());
    }

    @Test
    public void saysWhichFieldIsWrong() {
        assertEquals(Map.of("text", "input.required"), refused(" ").fields());
        assertEquals(Map.of("text", "input.required"), refused(null).fields());
        assertEquals(Map.of("text", "input.too-long"), refused("长".repeat(301)).fields());
        assertEquals(422, refused("a").status());
    }

    private static Problem refused(String text) {
        return assertThrows(Problem.class, () -> new NoteDraft(text).checked());
    }
}
