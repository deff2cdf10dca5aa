package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** Every hostile string through every text field, by form and by API: stored faithfully or refused with the field named. */
// Names are unique: once the registrations have run, no string is left that a member could call itself.
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class BadInputIT {

    private static final int AT_ONCE = 4;
    private static final String PASSWORD = "Corridor-lamp-27";

    private static PortalProcess portal;
    private static List<String> strings;
    private static ExecutorService threads;

    @BeforeClass
    public static void start() throws Exception {
        portal = PortalProcess.create().start();
        strings = new ArrayList<>();
        try (InputStream in = BadInputIT.class.getResourceAsStream("/blns.json")) {
            new ObjectMapper().readTree(in).forEach(node -> strings.add(node.asText()));
        }
        assertTrue(strings.size() > 500);
        threads = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterClass
    public static void stop() throws Exception {
        threads.shutdownNow();
        portal.close();
    }

    private interface Step {
        void take(int number, String text);
    }

    /** Takes the step for every string, some at once. */
    private static void each(Step step) {
        List<Future<?>> steps = new ArrayList<>();
        for (int i = 0; i < strings.size(); i++) {
            int number = i;
            steps.add(threads.submit(() -> step.take(number, strings.get(number))));
        }
        for (Future<?> taken : steps) {
            try {
                taken.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A client is for one thread; these are all of the same session. */
    private static ThreadLocal<Client> byToken(Client of) {
        return ThreadLocal.withInitial(() -> portal.guest().withToken(of.token()));
    }

    private static ThreadLocal<Client> byCookie(Client of) {
        return ThreadLocal.withInitial(() -> portal.guest().withSession(of.token()));
    }

    /** Again for as long as more passwords wait than the portal hashes; it asks to come again then. */
    private static Client.Answer patiently(Supplier<Client.Answer> sending) {
        Client.Answer answer = sending.get();
        for (int i = 0; i < 20 && answer.status() == 503; i++) {
            answer = sending.get();
        }
        return answer;
    }

    /** A field, and how it is sent and read back. */
    private interface Sending {
        Client.Answer send(String text);
    }

    private interface Reading {
        String read(Client.Answer written);
    }

    /** Sends every string; what was taken must read back as it was written, what was not must name the field. */
    private static void everyString(String what, Sending sending, Reading reading, String... fields) {
        AtomicInteger stored = new AtomicInteger();
        each((number, text) -> {
            Client.Answer answer = sending.send(text);
            if (answer.status() < 300) {
                stored.incrementAndGet();
                assertEquals(what, normal(text), reading.read(answer));
            } else {
                named(answer, fields);
            }
        });
        System.out.println(what + ": " + stored + " of " + strings.size() + " stored");
        assertTrue(what + ": nothing was stored", stored.get() > 0);
    }

    /** The same by form: a redirect means stored, else the form comes again with the field marked. */
    private static void everyStringByForm(String what, Sending sending, Reading reading) {
        AtomicInteger stored = new AtomicInteger();
        each((number, text) -> {
            Client.Answer answer = sending.send(text);
            if (answer.status() == 303) {
                stored.incrementAndGet();
                assertEquals(what, normal(text), reading.read(answer));
            } else {
                assertEquals(what + " " + answer.brief(), 422, answer.status());
                assertTrue(what + ": no field is marked", answer.body().contains("aria-invalid=\"true\""));
            }
        });
        assertTrue(what + ": nothing was stored", stored.get() > 0);
    }

    private static String idOf(Client.Answer redirect) {
        return redirect.header("location").replaceAll(".*/forum/t/([0-9]+).*", "$1");
    }

    private static long board(Client client) {
        return client.get("/api/v1/forum/boards").json().at("/items/0/id").asLong();
    }

    @Test
    public void topics() {
        Client operator = portal.as("operator");
        ThreadLocal<Client> api = byToken(operator);
        ThreadLocal<Client> form = byCookie(operator);
        String csrf = form.get().csrf();
        String path = "/api/v1/forum/boards/" + board(operator) + "/topics";
        String page = "/forum/b/" + board(operator) + "/new";
        Reading title = written -> api.get()
                .get("/api/v1/forum/topics/" + written.json().get("id").asLong())
                .expect(200)
                .json()
                .get("title")
                .asText();
        Reading body = written -> api.get()
                .get("/api/v1/forum/topics/" + written.json().get("id").asLong())
                .expect(200)
                .json()
                .get("body")
                .asText();
        everyString("title", text -> api.get().post(path, Map.of("title", text, "body", "正文")), title, "title");
        everyString("body", text -> api.get().post(path, Map.of("title", "题目", "body", text)), body, "body");
        everyString(
                "poll",
                text -> api.get()
                        .post(
                                path,
                                Map.of(
                                        "title",
                                        "题目",
                                        "body",
                                        "正文",
                                        "pollQuestion",
                                        text,
                                        "pollOptions",
                                        List.of("甲", "乙"))),
                written -> {
                    JsonNode topic = api.get()
                            .get("/api/v1/forum/topics/"
                                    + written.json().get("id").asLong())
                            .json();
                    // without a question there is no poll
                    return topic.get("poll").isNull()
                            ? ""
                            : topic.at("/poll/question").asText();
                },
                "pollQuestion");
        each((number, text) -> {
            named(api.get().post(path, Map.of("title", "题目", "body", "正文", "tags", List.of(text))), "tags");
            named(
                    api.get()
                            .post(
                                    path,
                                    Map.of(
                                            "title",
                                            "题目",
                                            "body",
                                            "正文",
                                            "pollQuestion",
                                            "几点",
                                            "pollOptions",
                                            List.of(text, "乙"))),
                    "pollOptions");
        });
        everyStringByForm(
                "title by form",
                text -> form.get().form(page, fields("_csrf", csrf, "title", text, "body", "正文", "submission", "")),
                redirect -> api.get()
                        .get("/api/v1/forum/topics/" + idOf(redirect))
                        .json()
                        .get("title")
                        .asText());
        everyStringByForm(
                "body by form",
                text -> form.get().form(page, fields("_csrf", csrf, "title", "题目", "body", text, "submission", "")),
                redirect -> api.get()
                        .get("/api/v1/forum/topics/" + idOf(redirect))
                        .json()
                        .get("body")
                        .asText());
        each((number, text) -> {
            Client.Answer tags = form.get()
                    .form(page, fields("_csrf", csrf, "title", "题目", "body", "正文", "tags", text, "submission", text));
            assertTrue(tags.brief(), List.of(303, 422).contains(tags.status()));
        });
    }

    @Test
    public void posts() {
        Client operator = portal.as("operator");
        ThreadLocal<Client> api = byToken(operator);
        ThreadLocal<Client> form = byCookie(operator);
        String csrf = form.get().csrf();
        long topic = api.get()
                .post("/api/v1/forum/boards/" + board(operator) + "/topics", Map.of("title", "题目", "body", "正文"))
                .expect(201)
                .json()
                .get("id")
                .asLong();
        String path = "/api/v1/forum/topics/" + topic + "/posts";
        Reading post = written -> api.get()
                .get("/api/v1/forum/posts/" + written.json().get("id").asLong())
                .expect(200)
                .json()
                .get("body")
                .asText();
        everyString("post", text -> api.get().post(path, Map.of("body", text)), post, "body");
        ThreadLocal<Long> edited = ThreadLocal.withInitial(() -> api.get()
                .post(path, Map.of("body", "改我"))
                .expect(201)
                .json()
                .get("id")
                .asLong());
        everyString(
                "edited post",
                text -> api.get()
                        .send(
                                "PATCH",
                                "/api/v1/forum/posts/" + edited.get(),
                                "application/json",
                                json(Map.of("body", text))),
                post,
                "body");
        everyStringByForm(
                "post by form",
                text -> form.get().form("/forum/t/" + topic, fields("_csrf", csrf, "body", text, "submission", "")),
                redirect -> api.get()
                        .get("/api/v1/forum/posts/"
                                + redirect.header("location").replaceAll(".*#p", ""))
                        .json()
                        .get("body")
                        .asText());
        everyStringByForm(
                "edited by form",
                text -> form.get()
                        .form(
                                "/forum/t/" + topic + "/p/" + edited.get() + "/edit",
                                fields("_csrf", csrf, "body", text)),
                redirect -> api.get()
                        .get("/api/v1/forum/posts/" + edited.get())
                        .json()
                        .get("body")
                        .asText());
    }

    /** The whole form, as a browser sends it, with one field changed. */
    private static Map<String, String> profileForm(String csrf, Client member, String field, String text) {
        JsonNode me = member.get("/api/v1/membership/me").expect(200).json();
        Map<String, String> form = new HashMap<>();
        form.put("_csrf", csrf);
        for (String name : List.of("name", "bio", "tint", "seeProfile", "seeCommunities", "seeActivity")) {
            form.put(name, me.path(name).asText());
        }
        form.put(field, text);
        return form;
    }

    @Test
    public void profile() {
        AtomicInteger people = new AtomicInteger();
        // a member for each thread, because each reads back what it has just written
        ThreadLocal<Client> api = ThreadLocal.withInitial(() -> {
            int number = people.incrementAndGet();
            String login = "profile" + number + "@input.test";
            portal.guest()
                    .post(
                            "/api/v1/membership/members",
                            Map.of("name", "资料" + number, "login", login, "password", PASSWORD, "agreed", true))
                    .expect(201);
            return portal.guest().signIn(login, PASSWORD);
        });
        ThreadLocal<Client> form = ThreadLocal.withInitial(
                () -> portal.guest().withSession(api.get().token()));
        ThreadLocal<String> csrf = ThreadLocal.withInitial(() -> form.get().csrf());
        for (String field : List.of("bio", "name")) {
            Reading own = written -> api.get()
                    .get("/api/v1/membership/me")
                    .expect(200)
                    .json()
                    .get(field)
                    .asText();
            everyString(
                    field,
                    text -> api.get()
                            .send("PATCH", "/api/v1/membership/me", "application/json", json(Map.of(field, text))),
                    own,
                    field);
            everyStringByForm(
                    field + " by form",
                    text -> form.get().form("/me/profile", profileForm(csrf.get(), api.get(), field, text)),
                    own);
        }
        each((number, text) -> {
            for (String field : List.of("tint", "seeProfile", "seeCommunities", "seeActivity")) {
                if (!text.isEmpty()) {
                    named(
                            api.get()
                                    .send(
                                            "PATCH",
                                            "/api/v1/membership/me",
                                            "application/json",
                                            json(Map.of(field, text)))
                                    .expect(422),
                            field);
                }
            }
        });
    }

    @Test
    public void registration() {
        AtomicInteger members = new AtomicInteger();
        each((number, text) -> {
            String login = "blns" + number + "@input.test";
            Client.Answer name = register("name", text, "login", login, "password", PASSWORD);
            named(name.expect(201, 422), "name");
            if (name.status() == 201) {
                members.incrementAndGet();
                assertEquals(normal(text), name.json().get("name").asText());
            }
            named(
                    register("name", "输入" + number, "login", text, "password", PASSWORD)
                            .expect(201, 422),
                    "login");
            Client.Answer password = register("name", "密码" + number, "login", "p" + login, "password", text);
            named(password.expect(201, 422), "password");
            if (password.status() == 201) {
                Map<String, String> right = Map.of("login", "p" + login, "password", text);
                patiently(() -> portal.guest().post("/api/v1/membership/sessions", right))
                        .expect(201);
            }
            for (String field : List.of("kind", "code")) {
                named(
                        register("name", "", "login", "", "password", "", field, text)
                                .expect(422),
                        "name",
                        "login");
            }
            registrationByForm(text);
        });
        assertTrue(members + " members", members.get() > 50);
    }

    private static Client.Answer register(String... pairs) {
        Map<String, Object> body = new LinkedHashMap<>(fields(pairs));
        body.put("agreed", true);
        return patiently(() -> portal.guest().post("/api/v1/membership/members", body));
    }

    private static void registrationByForm(String text) {
        Map<String, String> all = fields("name", text, "login", text, "password", text, "code", text);
        // without the agreement nobody is registered
        Client.Answer answer = portal.guest().form("/register", all);
        assertEquals(answer.brief(), 422, answer.status());
        assertTrue("no field is marked", answer.body().contains("aria-invalid=\"true\""));
        Client.Answer signIn = patiently(() -> portal.guest().form("/sign-in", all));
        assertTrue(signIn.brief(), List.of(401, 422, 429).contains(signIn.status()));
        for (String path : List.of("/recover/code", "/recover", "/register/code")) {
            Client.Answer code = patiently(() -> portal.guest().form(path, all));
            assertTrue(path + " " + code.brief(), code.status() < 500);
        }
    }

    @Test
    public void search() {
        each((sent, text) -> {
            Client guest = portal.guest();
            String value = Client.encode(text);
            guest.get("/api/v1/search?q=" + value).expect(200, 422);
            guest.get("/search?q=" + value).expect(200, 422);
            for (String parameter : List.of("source", "after", "community", "limit")) {
                int status = guest.get("/api/v1/search?q=a&" + parameter + "=" + value)
                        .status();
                assertTrue(parameter + "=" + text + " → " + status, status < 500);
            }
            for (String address : List.of(
                    "/forum/b/food?after=",
                    "/forum/hot?after=",
                    "/forum?x=",
                    "/api/v1/forum/hot?after=",
                    "/sign-in?return=")) {
                int status = guest.get(address + value).status();
                assertTrue(address + text + " → " + status, status < 500);
            }
        });
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
