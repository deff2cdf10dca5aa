package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.wanrenhui.itests.support.Clock;
import org.wanrenhui.itests.support.Headquarters;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceFormat;
import org.wanrenhui.portal.licence.LicenceKeys;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** A licence ends in steps, at its times, and no clock that is set back gives anything back. */
public class LapseIT {

    private static final List<String> ORDER = List.of("LICENSED", "WARNING", "READ_ONLY", "LAPSED");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration STEP = Duration.ofSeconds(10);
    /** How long a step may take to show on a busy machine; none may come early. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Headquarters headquarters = new Headquarters("tests");
    private PortalProcess portal;
    private Clock clock;

    @Before
    public void start() throws Exception {
        portal = PortalProcess.create();
        headquarters.trustedBy(portal);
        clock = Clock.of(portal);
        portal.start();
    }

    @After
    public void stop() throws Exception {
        portal.close();
    }

    @Test
    public void theStepsComeAtTheirTimes() throws Exception {
        Client operator = portal.as("operator");
        Client resident = portal.as("resident");
        long topic = topic(resident);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plusSeconds(22);
        Headquarters.Draft licence = headquarters
                .licence("forum", "demo")
                .within(now.minusSeconds(60), end)
                .steps(STEP, STEP);
        license(operator, licence);
        List<String> steps = new ArrayList<>();
        while (!steps.contains("LAPSED")) {
            Instant before = now(operator);
            JsonNode module = module(operator);
            int read = portal.guest().get("/forum/t/" + topic).status();
            Client.Answer posted = post(resident, topic, "到期前后写一条");
            Instant after = now(operator);
            String step = module.get("licence").get("state").asText();
            assertTrue(step + " came early", ORDER.indexOf(step) <= ORDER.indexOf(step(end, after)));
            if (!steps.contains(step)) {
                steps.add(step);
            }
            if (step(end, before.minus(LATE)).equals(step(end, after))) {
                // All that was seen lies within one step.
                assertEquals(step(end, after), step);
                assertEquals(step, step.equals("LAPSED") ? 404 : 200, read);
                int expected =
                        switch (step) {
                            case "LAPSED" -> 404;
                            case "READ_ONLY" -> 403;
                            default -> 201;
                        };
                assertEquals(step + ": " + posted.brief(), expected, posted.status());
            }
        }
        assertEquals(ORDER, steps);
        // A new licence gives it all back, with what was written.
        license(operator, headquarters.licence("forum", "demo"));
        Await.until(
                "on again", SOON, () -> portal.guest().get("/forum/t/" + topic).status() == 200);
        assertEquals(201, post(resident, topic, "续期以后").status());
    }

    @Test
    public void aClockSetBackGivesNothingBack() throws Exception {
        long topic = topic(portal.as("resident"));
        license(portal.as("operator"), headquarters.licence("forum", "demo"));
        assertEquals("LICENSED", state());

        clock.ahead(DAY.multipliedBy(340));
        Await.until("warning", SOON, () -> state().equals("WARNING"));
        assertEquals(201, post(portal.as("resident"), topic, "提醒期还能写").status());
        assertTrue(console().contains("/console/licence"));

        clock.ahead(DAY.multipliedBy(370));
        Await.until("read-only", SOON, () -> state().equals("READ_ONLY"));
        readOnly(topic);

        clock.ahead(DAY.multipliedBy(368));
        Instant then = now(portal.as("operator"));
        assertTrue(then.isAfter(Instant.now().plus(DAY.multipliedBy(369))));
        readOnly(topic);
        clock.ahead(Duration.ZERO);
        readOnly(topic);
        Await.until("time goes on", SOON, () -> now(portal.as("operator")).isAfter(then.plusMillis(500)));

        // Set back while it did not run, and with nothing but the stored mark to know better.
        portal.stop();
        portal.start();
        Await.until("served again", SOON, () -> portal.guest().get("/forum").status() == 200);
        readOnly(topic);
        assertTrue(now(portal.as("operator")).isAfter(then));
        portal.killDashNine();
        portal.start();
        Await.until("served again", SOON, () -> portal.guest().get("/forum").status() == 200);
        readOnly(topic);

        clock.ahead(DAY.multipliedBy(400));
        Await.until("off", SOON, () -> state().equals("LAPSED"));
        off();
        clock.ahead(Duration.ZERO);
        off();
        portal.stop();
        portal.start();
        off();
        Client.Answer refused = portal.as("operator").put("/api/v1/modules/forum", Map.of("desired", "ENABLED"));
        assertEquals(refused.brief(), 403, refused.status());
        assertEquals("/problems/unlicensed", refused.json().get("type").asText());

        // One that ends before the highest time seen is no help; one that reaches beyond it is.
        Client.Answer early = portal.as("operator")
                .send(
                        "PUT",
                        "/api/v1/licence",
                        "text/plain",
                        headquarters.licence("forum").sign());
        assertEquals(early.brief(), 422, early.status());
        assertEquals("/problems/licence-lapsed", early.json().get("type").asText());
        license(
                portal.as("operator"),
                headquarters
                        .licence("forum", "demo")
                        .within(Instant.now(), Instant.now().plus(DAY.multipliedBy(800))));
        Await.until(
                "on again", SOON, () -> portal.guest().get("/forum/t/" + topic).status() == 200);
        assertTrue(portal.guest().get("/forum/t/" + topic).body().contains("提醒期还能写"));
        assertEquals(201, post(portal.as("resident"), topic, "续期以后").status());
    }

    /** A demo is its own headquarters, with a key, an anchor and a licence like everybody's. */
    @Test
    public void aDemoSignsItsOwnLicence() throws Exception {
        JsonNode licence =
                portal.as("operator").get("/api/v1/licence").expect(200).json();
        assertEquals("demo headquarters", licence.get("issuer").asText());
        assertEquals(Headquarters.OPERATOR, licence.get("operator").asText());
        var key = portal.data().resolve("headquarters/demo.pem");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        // The same door for it as for all others: what its key signs counts, and what another signs in its name does
        // not.
        Licence mine = new Licence(
                "l-2",
                "demo headquarters",
                Headquarters.OPERATOR,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(DAY),
                Duration.ZERO,
                Duration.ZERO,
                List.of("1401"),
                Map.of("forum", java.util.Optional.empty()),
                Map.of());
        Client operator = portal.as("operator");
        Client.Answer forged = operator.send(
                "PUT",
                "/api/v1/licence",
                "text/plain",
                headquarters.licence("forum").sign("demo"));
        assertEquals("/problems/licence-signature", forged.json().get("type").asText());
        operator.send(
                        "PUT",
                        "/api/v1/licence",
                        "text/plain",
                        LicenceFormat.sign(mine, "demo", LicenceKeys.readPrivate(key)))
                .expect(200);
        // Without its trust anchor not even its own counts.
        portal.stop();
        Files.delete(portal.data().resolve("trust/demo.pub"));
        portal.start();
        assertEquals(404, portal.guest().get("/forum").status());
        assertEquals(
                "unknown-key",
                portal.as("operator")
                        .get("/api/v1/licence")
                        .json()
                        .get("refusal")
                        .asText());
    }

    private void readOnly(long topic) {
        assertEquals("READ_ONLY", state());
        assertEquals("READ_ONLY", module(portal.as("operator")).get("mode").asText());
        Client member = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        String page = member.get("/forum/t/" + topic).expect(200).body();
        assertTrue("the page says that one can only read", page.contains("这里暂时只能看"));
        Client.Answer form = member.form("/forum/t/" + topic, Map.of("body", "不该留下"));
        assertEquals(form.brief(), 403, form.status());
        assertTrue(form.body(), form.body().contains("只能查看"));
        Client.Answer answer = post(portal.as("resident"), topic, "不该留下");
        assertEquals(answer.brief(), 403, answer.status());
        assertEquals("/problems/module-read-only", answer.json().get("type").asText());
        assertFalse(portal.guest().get("/forum/t/" + topic).expect(200).body().contains("不该留下"));
    }

    private void off() {
        assertEquals("LAPSED", state());
        assertEquals(404, portal.guest().get("/forum").status());
        Client.Answer answer = portal.guest().get("/api/v1/forum/boards").expect(404);
        assertEquals("/problems/module-off", answer.json().get("type").asText());
        assertFalse(portal.guest().get("/").expect(200).body().contains("href=\"/forum\""));
    }

    private String console() {
        return portal.guest()
                .signInByForm("operator@demo", PortalProcess.PASSWORD)
                .get("/console/modules")
                .expect(200)
                .body();
    }

    private String state() {
        return module(portal.as("operator")).get("licence").get("state").asText();
    }

    private static JsonNode module(Client operator) {
        return operator.get("/api/v1/modules/forum").expect(200).json();
    }

    private static Instant now(Client operator) {
        return Instant.parse(
                operator.get("/api/v1/licence").expect(200).json().get("now").asText());
    }

    private static String step(Instant end, Instant at) {
        if (at.isBefore(end.minus(STEP))) {
            return "LICENSED";
        }
        if (at.isBefore(end)) {
            return "WARNING";
        }
        return at.isBefore(end.plus(STEP)) ? "READ_ONLY" : "LAPSED";
    }

    private static void license(Client operator, Headquarters.Draft licence) {
        operator.send("PUT", "/api/v1/licence", "text/plain", licence.sign()).expect(200);
    }

    private static long topic(Client resident) {
        long board = resident.get("/api/v1/forum/boards")
                .expect(200)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        return resident.post("/api/v1/forum/boards/" + board + "/topics", Map.of("title", "许可到期", "body", "到期以前写的"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private static Client.Answer post(Client member, long topic, String body) {
        return member.post("/api/v1/forum/topics/" + topic + "/posts", Map.of("body", body));
    }
}
