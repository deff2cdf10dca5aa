package ${package};

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalRule;

/** The module in the real portal, on Derby and, where it is installed, on PostgreSQL. */
@RunWith(Parameterized.class)
public class NotesIT {

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.here();
    }

    @Rule
    public final PortalRule portal;

    public NotesIT(String database) {
        portal = PortalRule.with("${module}", PortalRule.built()).on(database);
    }

    @Test
    public void isThereTakesANoteGoesAndComesBackWithIt() throws Exception {
        portal.awaitPage("/${module}", "还没有便条");
        portal.awaitPage("/", "href=\"/${module}\"");
        assertEquals(0, notes().size());

        portal.guest().form("/${module}", Map.of("text", "谁都可以写吗")).expect(303);
        assertEquals("a visitor is sent to sign in", 0, notes().size());

        Client resident = portal.signedIn("resident");
        String refused = resident.form("/${module}", Map.of("text", " ")).expect(422).body();
        assertTrue("the field is named", refused.contains("id=\"text-error\""));
        resident.form("/${module}", Map.of("text", "谁有梯子<b>")).expect(303);
        assertEquals("谁有梯子<b>", notes().get(0).get("text").asText());
        portal.awaitPage("/${module}", "谁有梯子&lt;b&gt;");

        portal.operator().disable("${module}");
        portal.awaitGone("/${module}");
        portal.awaitGone("/api/v1/${module}/notes");
        portal.operator().enable("${module}");
        portal.awaitPage("/${module}", "谁有梯子&lt;b&gt;");

        String file = PortalRule.built().getFileName().toString();
        portal.operator().take(file);
        portal.awaitGone("/${module}");
        portal.operator().drop(PortalRule.built());
        portal.awaitPage("/${module}", "谁有梯子&lt;b&gt;");
        String log = portal.process().log();
        assertFalse("errors in the log:\n" + log, log.contains(" ERROR "));
    }

    private JsonNode notes() {
        return portal.guest()
                .get("/api/v1/${module}/notes")
                .expect(200)
                .json()
                .get("items");
    }
}
