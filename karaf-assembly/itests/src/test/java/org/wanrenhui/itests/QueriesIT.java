package org.wanrenhui.itests;

import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/**
 * A topic page costs three queries at most for a guest and five for a member. What all pages of a second share (boards,
 * cards of members, sessions) is read by one of them; so of three visits to a topic the cheapest counts.
 */
@RunWith(Parameterized.class)
public class QueriesIT {

    private static final int GUEST = 3;
    private static final int MEMBER = 5;
    private static final Pattern LINE = Pattern.compile("forum GET /forum/t/([0-9]+) 200 .* ms ([0-9]+) queries");

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private PortalProcess portal;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create()
                .database(Databases.fresh(database))
                .set("portal.log.access", "DEBUG")
                .start();
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void topicPage() {
        List<Long> topics = topics();
        Client member = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        long forGuests = most(portal.guest(), topics);
        assertTrue("a guest's page cost " + forGuests, forGuests <= GUEST);
        long forMembers = most(member, topics);
        assertTrue("a member's page cost " + forMembers, forMembers <= MEMBER);
        assertTrue("nothing is counted", forGuests > 0 && forMembers > forGuests);
    }

    /** Statements of the most expensive topic. */
    private long most(Client client, List<Long> topics) {
        int before = visits().size();
        for (int visit = 0; visit < 3; visit++) {
            topics.forEach(topic -> client.get("/forum/t/" + topic).expect(200));
        }
        Await.until("the log", Duration.ofSeconds(30), () -> visits().size() == before + 3 * topics.size());
        Map<String, Long> cheapest = new HashMap<>();
        visits().stream().skip(before).forEach(visit -> cheapest.merge(visit[0], Long.valueOf(visit[1]), Math::min));
        return Collections.max(cheapest.values());
    }

    /** Topic and statements of every visit so far. */
    private List<String[]> visits() {
        return LINE.matcher(portal.log())
                .results()
                .map(line -> new String[] {line.group(1), line.group(2)})
                .toList();
    }

    private List<Long> topics() {
        List<Long> ids = new ArrayList<>();
        for (JsonNode topic : portal.guest()
                .get("/api/v1/forum/boards/food/topics?limit=20")
                .expect(200)
                .json()
                .get("items")) {
            ids.add(topic.get("id").asLong());
        }
        return ids;
    }
}
