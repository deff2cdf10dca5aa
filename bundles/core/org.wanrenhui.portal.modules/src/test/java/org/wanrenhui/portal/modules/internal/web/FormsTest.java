package org.wanrenhui.portal.modules.internal.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Set;
import org.junit.Test;
import org.wanrenhui.portal.api.web.Problem;

public class FormsTest {

    @Test
    public void aColourMustCarryWhiteLetters() {
        assertTrue(PortalSettings.readableUnderWhite("#b5472f"));
        assertTrue(PortalSettings.readableUnderWhite("#000000"));
        assertFalse(PortalSettings.readableUnderWhite("#ffcc00"));
    }

    @Test
    public void aCellIsNeverAFormula() {
        StringBuilder csv = new StringBuilder();
        Csv.line(csv, "a\"b", "=1+1", null, "万人会");
        assertEquals("\"a\"\"b\",\"'=1+1\",\"\",\"万人会\"\r\n", csv.toString());
    }

    @Test
    public void aFilterKeepsWhatWasTypedAndNamesTheWrongField() {
        AuditQuery query = AuditQuery.of(" modules. ", "模块&", null, null, "2026-11-23");
        assertEquals("?action=modules.&object=%E6%A8%A1%E5%9D%97%26&until=2026-11-23", query.search());
        assertTrue(query.filter().until().isPresent());
        Problem problem = assertThrows(
                Problem.class, () -> AuditQuery.of("", "", "", "soon", "").filter());
        assertEquals(Set.of("from"), problem.fields().keySet());
    }

    @Test
    public void aCursorIsANumberOrTheBeginning() {
        assertEquals("12", Answers.cursor("12"));
        assertEquals("", Answers.cursor("12; drop"));
        assertEquals("", Answers.cursor(null));
        assertEquals(200, Answers.limit(10_000, 50));
        assertEquals(50, Answers.limit(null, 50));
    }
}
