package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.wanrenhui.itests.access.AccessMatrix;
import org.wanrenhui.portal.testing.PortalProcess;

/** Every operation that the portal serves, as every role, with ids of one's own and of others: as docs/access.md says. */
public class AccessIT {

    private static PortalProcess portal;
    private static AccessMatrix matrix;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
        matrix = new AccessMatrix(portal, PortalProcess.root().resolve("docs/access.md"));
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Test
    public void theTableNamesEveryOperationAndNoOther() {
        assertEquals(List.of(), matrix.differences());
    }

    @Test
    public void everyOperationAnswersEveryRoleAsTheTableSays() {
        List<String> wrong = matrix.run();
        assertTrue(wrong.size() + " of " + matrix.asked() + " answers\n" + String.join("\n", wrong), wrong.isEmpty());
        assertTrue("only " + matrix.asked() + " requests", matrix.asked() > matrix.operations() * 12);
        System.out.println("access: " + matrix.operations() + " operations, " + matrix.asked() + " requests");
    }

    @Test
    public void listsFeedsAndSearchKeepQuietAboutWhatOthersMayNotRead() {
        assertEquals(List.of(), matrix.leaks());
    }
}
