package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** A new portal has its demo region, takes a post, and has it after a restart. */
@RunWith(Parameterized.class)
public class SmokeIT {

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private PortalProcess portal;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void firstDay() throws Exception {
        Client guest = portal.guest();
        assertTrue(guest.get("/").expect(200).body().contains("万人会"));
        for (String page :
                List.of("/c/yunshui", "/forum", "/sign-in", "/register", "/sitemap", "/search?q=电影", "/about")) {
            guest.get(page.replace("电影", Client.encode("电影"))).expect(200);
        }
        guest.get("/no-such-page").expect(404);
        guest.get("/api/v1/openapi.json").expect(200);
        assertEquals(303, guest.get("/me").status());

        Client resident = portal.as("resident");
        long board = resident.get("/api/v1/forum/boards")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        long topic = resident.post(
                        "/api/v1/forum/boards/" + board + "/topics", Map.of("title", "晚饭后一起散步吗", "body", "七点半，汾河边集合。"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        assertTrue(guest.get("/forum/t/" + topic).expect(200).body().contains("汾河边集合"));

        portal.stop();
        portal.start();
        assertTrue(guest.get("/forum/t/" + topic).expect(200).body().contains("汾河边集合"));
        assertFalse("errors in the log:\n" + portal.log(), portal.log().contains(" ERROR "));
    }

    @Test
    public void everyRoleSignsIn() {
        for (String role : List.of("resident", "merchant", "property", "agent", "operator", "hq")) {
            portal.as(role);
            portal.guest()
                    .signInByForm(role + "@demo", PortalProcess.PASSWORD)
                    .get("/me")
                    .expect(200);
        }
        portal.guest()
                .post("/api/v1/membership/sessions", Map.of("login", "resident@demo", "password", "wrong"))
                .expect(401, 422, 403);
    }
}
