package org.wanrenhui.membership.internal.places;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.StringReader;
import java.util.List;
import org.junit.Test;

public class DivisionCsvTest {

    @Test
    public void readsWhatOfficesExport() {
        var lines = DivisionCsv.read(
                new StringReader(
                        "\ufeffcode,name,level,parent_code\r\n14,山西省,province,\r\n\r\n\"1401\",\"太原市, \"\"并州\"\"\",city,14\r\n"));
        assertEquals(new DivisionCsv.Line(14, "山西省", "province", 0), lines.get(14L));
        assertEquals("太原市, \"并州\"", lines.get(1401L).name());
        assertEquals(2, lines.size());
    }

    @Test
    public void saysWhichLineIsWrong() {
        for (String wrong : List.of("x,山西省,province,", "14,山西省,planet,", "14,,province,", "14")) {
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> DivisionCsv.read(new StringReader("code,name,level,parent_code\n" + wrong)));
            assertTrue(refused.getMessage().startsWith("line 2 "));
        }
    }

    @Test
    public void readsBuildingsAsTheyAreTyped() {
        var lines = BuildingLines.parse("1号楼：1单元，2单元\n\n2号楼\n1号楼\n3号楼: A、B");
        assertEquals(3, lines.size());
        assertEquals(List.of("1单元", "2单元"), lines.get(0).units());
        assertEquals("1号楼：1单元，2单元\n2号楼\n3号楼：A，B", BuildingLines.format(lines));
        assertThrows(IllegalArgumentException.class, () -> BuildingLines.parse("x".repeat(41)));
    }
}
