package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.wanrenhui.itests.support.Client;
import org.wanrenhui.itests.support.PortalProcess;

/** Every hostile string through every text field, by form and by API: stored faithfully or refused with the field named. */
public class BadInputIT {

    private static PortalProcess portal;
    private static List<String> strings;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
        strings = new ArrayList<>();
        try (InputStream in = BadInputIT.class.getResourceAsStream("/blns.json")) {
            new ObjectMapper().readTree(in).forEach(node -> strings.add(node.asText()));
        }
        assertTrue(strings.size() > 500);
    }

    @AfterClass
    public static void stop() throws Exception {
        portal.close();
    }

    @Test
    public void topicsAndPosts() {
        Client resident = portal.as("operator");
        Client form = portal.guest().signInByForm("operator@demo", PortalProcess.PASSWORD);
        String csrf = form.csrf();
        long board = resident.get("/api/v1/forum/boards")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        int stored = 0;
        int refused = 0;
        for (String text : strings) {
            Client.Answer topic =
                    resident.post("/api/v1/forum/boards/" + board + "/topics", Map.of("title", text, "body", text));
            if (topic.status() == 201) {
                stored++;
                JsonNode back = resident.get(
                                "/api/v1/forum/topics/" + topic.json().get("id").asLong())
                        .expect(200)
                        .json();
                assertEquals(normal(text), back.get("title").asText());
            } else {
                refused++;
                named(topic, "title", "body");
            }
            Client.Answer byForm =
                    form.form("/forum/b/" + board + "/new", fields("_csrf", csrf, "title", "表单里的话题标题", "body", text));
            assertTrue(byForm.brief(), List.of(303, 422, 429).contains(byForm.status()));
        }
        System.out.println("topics: " + stored + " stored, " + refused + " refused");
        assertTrue("most strings are legitimate text", stored > 250);
    }

    @Test
    public void profile() {
        Client resident = portal.as("resident");
        Client form = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        String csrf = form.csrf();
        for (String text : strings) {
            Client.Answer answer =
                    resident.send("PATCH", "/api/v1/membership/me", "application/json", json(Map.of("bio", text)));
            if (answer.status() == 200) {
                assertEquals(
                        normal(text),
                        resident.get("/api/v1/membership/me")
                                .expect(200)
                                .json()
                                .get("bio")
                                .asText());
            } else {
                named(answer, "bio");
            }
            Client.Answer byForm = form.form("/me/profile", fields("_csrf", csrf, "name", text, "bio", text));
            assertTrue(byForm.brief(), List.of(303, 422).contains(byForm.status()));
            form.get("/me").expect(200);
        }
    }

    @Test
    public void registration() {
        for (String text : strings) {
            Client.Answer answer = portal.guest()
                    .post(
                            "/api/v1/membership/members",
                            Map.of("name", text, "login", text, "password", text, "agreed", true));
            named(answer.status() == 429 ? answer : answer.expect(201, 422), "name", "login", "password");
            Client.Answer byForm =
                    portal.guest().form("/register", fields("name", text, "login", text, "password", text));
            assertTrue(byForm.brief(), byForm.status() < 500);
            Client.Answer signIn = portal.guest().form("/sign-in", fields("login", text, "password", text));
            assertTrue(signIn.brief(), signIn.status() < 500);
        }
    }

    @Test
    public void search() {
        Client guest = portal.guest();
        for (String text : strings) {
            guest.get("/api/v1/search?q=" + Client.encode(text)).expect(200, 422);
            guest.get("/search?q=" + Client.encode(text)).expect(200, 422);
        }
    }

    @Test
    public void bodiesThatAreNoBodies() {
        Client resident = portal.as("resident");
        long board = resident.get("/api/v1/forum/boards")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        String path = "/api/v1/forum/boards/" + board + "/topics";
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"title\":1,\"body\":[]}",
                "{\"title\":{\"a\":1},\"body\":\"x\"}",
                "{\"title\":\"a\"}{\"title\":\"b\"}",
                "{\"title\":true,\"body\":false}",
                "[".repeat(5000),
                "{\"title\":\"" + "长".repeat(5_000) + "\",\"body\":\"x\"}")) {
            refusal(resident.send("POST", path, "application/json", body));
        }
        refusal(resident.send(
                "POST", path, "application/json", "{\"title\":\"a\",\"body\":\"" + "x".repeat(2_000_000) + "\"}"));
        refusal(resident.send("POST", path, "text/plain", "title"));
        refusal(resident.send("POST", path, "application/xml", "<title/>"));
        refusal(resident.send("PUT", "/api/v1/modules/forum", "application/json", "{\"desired\":\"ENABLED\"}"));
        refusal(resident.send("PUT", "/api/v1/forum/boards", "application/json", "{}"));
        for (String bad : List.of(
                "/%00",
                "/forum/t/%ff",
                "/forum/t/-1",
                "/forum/t/99999999999999999999",
                "/forum/t/abc",
                "/..%2f..%2fetc/passwd",
                "/static/../../etc/passwd",
                "/c/%2e%2e",
                "/forum/b/%E0%A4%A",
                "/api/v1/forum/topics/x")) {
            int status = raw(bad);
            assertTrue(bad + " → " + status, status >= 400 && status < 500);
        }
    }

    private static void refusal(Client.Answer answer) {
        assertTrue(answer.brief(), answer.status() >= 400 && answer.status() < 500);
        assertTrue(answer.header("content-type"), answer.header("content-type").startsWith("application/problem+json"));
        assertEquals(answer.status(), answer.json().get("status").asInt());
    }

    /** An answer that is no success names at least one of the fields. */
    private static void named(Client.Answer answer, String... fields) {
        if (answer.status() < 300 || answer.status() == 429) {
            return;
        }
        assertTrue(answer.brief(), answer.status() == 400 || answer.status() == 422);
        for (JsonNode error : answer.json().path("errors")) {
            if (List.of(fields).contains(error.get("field").asText())) {
                return;
            }
        }
        throw new AssertionError("no field named: " + answer.brief());
    }

    /** A request line that no HTTP client would send. */
    private static int raw(String path) {
        try (var socket = new java.net.Socket("127.0.0.1", portal.url().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            String line = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return Integer.parseInt(line.split(" ")[1]);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String normal(String text) {
        return Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .strip();
    }

    private static String json(Map<String, String> values) {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> fields(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
