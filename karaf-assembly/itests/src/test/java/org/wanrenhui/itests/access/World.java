package org.wanrenhui.itests.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.wanrenhui.itests.support.Multipart;
import org.wanrenhui.itests.support.PublisherKeys;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** The people of docs/access.md, the communities they live in, and what belongs to the resident. */
final class World {

    static final String PASSWORD = "Corridor-lamp-27";

    /** Stands in everything that only members of A may read. */
    static final String HUSH = "zibaihe";
    /** Stands in what only the resident may read. */
    static final String OWN = "qinshouji";
    /** Stands in what the resident and the moderators of A may read. */
    static final String HIDDEN = "cangqilai";

    private static final String API = "/api/v1/membership";

    final Map<String, Client> byToken = new LinkedHashMap<>();
    final Map<String, Client> byCookie = new LinkedHashMap<>();
    final Map<String, Long> ids = new LinkedHashMap<>();
    final long a;
    final long b;
    final long c;
    final String slugC;
    /** Of a publisher who is trusted. */
    final String fingerprint;

    final long target;
    final long board;
    final long topic;
    private final PortalProcess portal;
    private int count;

    World(PortalProcess portal, Iterable<String> roles) {
        this.portal = portal;
        Client root = portal.as("operator");
        Map<String, JsonNode> places = new LinkedHashMap<>();
        root.get(API + "/communities")
                .json()
                .get("items")
                .forEach(p -> places.put(p.get("slug").asText(), p));
        a = places.get("yunshui").get("id").asLong();
        b = places.get("yingze").get("id").asLong();
        slugC = "xinghualing";
        c = places.get(slugC).get("id").asLong();
        fingerprint = root.post("/api/v1/publishers", Map.of("certificate", certificate()))
                .expect(201)
                .json()
                .get("fingerprint")
                .asText();
        String district = String.valueOf(
                        places.get("yingze").get("divisionCode").asLong())
                .substring(0, 6);
        for (String role : roles) {
            person(role);
        }
        target = register("target");
        grant(root, "merchant", "MERCHANT", "SHOP", 0);
        grant(root, "property", "PROPERTY", "COMMUNITY", a);
        grant(root, "agent", "AGENT", "COMMUNITY", a);
        grant(root, "other-agent", "AGENT", "COMMUNITY", b);
        grant(root, "region", "OPERATOR", "REGION", Long.parseLong(district));
        grant(root, "operator", "OPERATOR", "PORTAL", 0);
        // only headquarters makes headquarters; the demo's own lives in A
        ask("hq", "DELETE", API + "/communities/" + a + "/membership", null);
        List.of("resident", "agent", "muted", "banned").forEach(role -> join(role, a));
        List.of("other", "merchant", "other-agent").forEach(role -> join(role, b));
        sanction("muted", a, "MUTE");
        sanction("banned", 0, "BAN");
        ask("operator", "PUT", API + "/communities/" + a, approval());
        board = ask(
                        "operator",
                        "POST",
                        "/api/v1/forum/boards",
                        "{\"slug\":\"hush\",\"community\":" + a + ",\"kind\":\"QUESTION\",\"name\":\"" + HUSH
                                + "\",\"nameEn\":\"\",\"description\":\"" + HUSH
                                + "\",\"audience\":\"community\"}")
                .json()
                .get("id")
                .asLong();
        topic = topic("resident");
        ask("resident", "PATCH", API + "/me", "{\"bio\":\"" + OWN + "\",\"seeProfile\":\"NOBODY\"}");
    }

    private static String certificate() {
        try {
            Path folder = Files.createTempDirectory("keys");
            String pem = new PublisherKeys(folder).make("publisher");
            Files.delete(folder.resolve("keys.p12"));
            Files.delete(folder);
            return pem;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void person(String role) {
        if (role.equals("visitor")) {
            byToken.put(role, portal.guest());
            byCookie.put(role, portal.guest());
            return;
        }
        if (!role.equals("hq")) {
            ids.put(role, register(role));
        }
        signIn(role);
    }

    private long register(String role) {
        return portal.guest()
                .post(
                        API + "/members",
                        Map.of(
                                "login",
                                role + "@access.test",
                                "name",
                                "名" + role,
                                "password",
                                PASSWORD,
                                "agreed",
                                true))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    /** Signs in again, for whoever has just signed out. */
    void signIn(String role) {
        Client client = role.equals("hq") ? portal.as(role) : portal.guest().signIn(role + "@access.test", PASSWORD);
        byToken.put(role, client);
        byCookie.put(role, portal.guest().withSession(client.token()));
    }

    private void grant(Client root, String role, String granted, String kind, long scope) {
        root.post(
                        API + "/office/members/" + ids.get(role) + "/roles",
                        Map.of("role", granted, "scopeKind", kind, "scopeId", scope))
                .expect(200, 204);
    }

    private void join(String role, long community) {
        ask(role, "PUT", API + "/communities/" + community + "/membership", null);
    }

    private void sanction(String role, long community, String kind) {
        ask(
                "operator",
                "POST",
                "/api/v1/moderation/sanctions",
                "{\"member\":" + ids.get(role) + ",\"community\":" + community + ",\"kind\":\"" + kind
                        + "\",\"days\":9,\"reason\":\"so that it can be tested\"}");
    }

    private String approval() {
        JsonNode now = ask("operator", "GET", API + "/communities/" + a + "/record", null)
                .json();
        return "{\"slug\":\"" + now.get("slug").asText() + "\",\"name\":\""
                + now.get("name").asText()
                + "\",\"address\":\"\",\"intro\":\"\",\"divisionCode\":"
                + now.get("divisionCode").asLong()
                + ",\"joinRule\":\"APPROVAL\",\"open\":true,\"order\":1,\"buildings\":\"\"}";
    }

    /** A body that changes A into what it is. */
    String community() {
        return approval();
    }

    Client.Answer ask(String role, String method, String path, String json) {
        return byToken.get(role)
                .send(method, path, json == null ? null : "application/json", json)
                .expect(200, 201, 204);
    }

    private String fresh(String marker) {
        return marker + " 第" + ++count + "件事 " + Integer.toHexString(count * 7919);
    }

    long topic(String author) {
        return ask(
                        author,
                        "POST",
                        "/api/v1/forum/boards/" + board + "/topics",
                        "{\"title\":\"" + fresh(HUSH) + "\",\"body\":\"" + fresh(HUSH) + "寻猫\"}")
                .json()
                .get("id")
                .asLong();
    }

    long post(String author, long inTopic, String marker) {
        return ask(author, "POST", "/api/v1/forum/topics/" + inTopic + "/posts", "{\"body\":\"" + fresh(marker) + "\"}")
                .json()
                .get("id")
                .asLong();
    }

    /** A new object, as the values of the path's parameters and whatever the body needs. */
    Map<String, String> object(String kind) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("board", String.valueOf(board));
        values.put("topic", String.valueOf(topic));
        values.put("community", String.valueOf(c));
        values.put("target", String.valueOf(target));
        values.put("a", String.valueOf(a));
        switch (kind) {
            case "board" -> {}
            case "file" -> values.put("file", uploaded("resident").get("id").asText());
            case "picture" -> picture(values);
            case "notice" -> values.put("notice", String.valueOf(notice()));
            case "topic", "draft" -> draft();
            case "post" -> values.put("post", String.valueOf(post("resident", topic, HUSH)));
            case "answer" -> values.put("post", String.valueOf(post("agent", topic, HUSH)));
            case "poll" -> poll(values);
            case "community" -> values.put("id", String.valueOf(a));
            case "private-profile" -> values.put("id", String.valueOf(ids.get("resident")));
            case "points-entry" -> values.put("entry", String.valueOf(entry()));
            case "session" -> values.put("id", String.valueOf(session()));
            case "verification" -> values.put("id", String.valueOf(verification()));
            case "applicant" -> values.put("id", String.valueOf(applicant()));
            case "case" -> values.put("id", String.valueOf(openCase()));
            case "decided-case" -> values.put("id", String.valueOf(decidedCase()));
            case "appealed-case" -> values.put("id", String.valueOf(appealedCase()));
            case "home" -> values.put("id", String.valueOf(home()));
            case "own-sanction" -> values.put("id", String.valueOf(ownSanction()));
            case "appealed-sanction" -> values.put("id", String.valueOf(appealedSanction()));
            case "sanction" -> values.put("id", String.valueOf(sanction()));
            default -> throw new IllegalStateException("no such object: " + kind);
        }
        if (values.containsKey("entry")) {
            values.put("id", values.get("entry"));
        }
        return values;
    }

    private void draft() {
        for (String place : List.of("boards/" + board, "topics/" + topic)) {
            ask("resident", "PUT", "/api/v1/forum/" + place + "/draft", "{\"title\":\"\",\"body\":\"" + OWN + "\"}");
        }
    }

    private void poll(Map<String, String> values) {
        long id = ask(
                        "agent",
                        "POST",
                        "/api/v1/forum/boards/" + board + "/topics",
                        "{\"title\":\"" + fresh(HUSH) + "\",\"body\":\"" + fresh(HUSH)
                                + "\",\"pollQuestion\":\"几点\",\"pollOptions\":[\"早\",\"晚\"]}")
                .json()
                .get("id")
                .asLong();
        values.put("topic", String.valueOf(id));
        values.put(
                "option",
                ask("agent", "GET", "/api/v1/forum/topics/" + id, null)
                        .json()
                        .at("/poll/options/0/id")
                        .asText());
    }

    /** A picture of the role's that nothing uses yet. */
    private JsonNode uploaded(String role) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(600, 400, BufferedImage.TYPE_INT_RGB), "png", content);
            HttpResponse<String> answer = new Multipart()
                    .file("files", "outbox.png", "image/png", content.toByteArray())
                    .post(portal.url().resolve("/api/v1/files?for=forum.post"), byToken.get(role));
            if (answer.statusCode() != 201) {
                throw new AssertionError("not taken: " + answer.statusCode() + " " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture in a topic there; asked for in one of its widths or as a whole. */
    private void picture(Map<String, String> values) {
        JsonNode file = uploaded("agent");
        ask(
                "agent",
                "POST",
                "/api/v1/forum/boards/" + board + "/topics",
                "{\"title\":\"" + fresh(HUSH) + "\",\"body\":\"" + fresh(HUSH) + "\",\"attachments\":[{\"id\":"
                        + file.get("id") + "}]}");
        Matcher address = Pattern.compile("/files/(\\d+)/([0-9a-f]{32})/w(\\d+)/.*")
                .matcher(file.get("preview").asText());
        if (!address.matches()) {
            throw new AssertionError("no address of a picture: " + file);
        }
        values.put("file", address.group(1));
        values.put("hash", address.group(2));
        values.put("width", address.group(3));
    }

    /** What the resident is told of an answer, behind the bell. */
    private long notice() {
        long asked = topic("resident");
        post("agent", asked, HUSH);
        List<Long> told = new ArrayList<>();
        Await.until("the resident is told", Duration.ofSeconds(60), () -> {
            for (JsonNode notice : ask("resident", "GET", "/api/v1/notify/notices?limit=100", null)
                    .json()
                    .get("items")) {
                if (notice.get("href").asText().startsWith("/forum/t/" + asked + "?")) {
                    told.add(notice.get("id").asLong());
                }
            }
            return !told.isEmpty();
        });
        return told.get(0);
    }

    private long entry() {
        ask(
                "operator",
                "POST",
                API + "/office/members/" + ids.get("resident") + "/points",
                "{\"amount\":3,\"reason\":\"" + OWN + "\"}");
        return first(ask("resident", "GET", API + "/me/growth/points", null));
    }

    private long session() {
        portal.guest().signIn("resident@access.test", PASSWORD);
        for (JsonNode session :
                ask("resident", "GET", API + "/sessions", null).json().get("items")) {
            if (!session.get("current").asBoolean()) {
                return session.get("id").asLong();
            }
        }
        throw new AssertionError("no other session");
    }

    private long verification() {
        return ask(
                        "resident",
                        "POST",
                        API + "/communities/" + a + "/verifications",
                        "{\"building\":\"3\",\"unit\":\"1\",\"room\":\"502\",\"relation\":\"OWNER\",\"note\":\"" + OWN
                                + "\"}")
                .json()
                .get("id")
                .asLong();
    }

    private long applicant() {
        Client applicant = portal.guest().signIn("target@access.test", PASSWORD);
        applicant
                .send("PUT", API + "/communities/" + a + "/membership", null, null)
                .expect(200);
        return first(ask("agent", "GET", API + "/verifications/applicants", null));
    }

    private long openCase() {
        long post = post("resident", topic, HIDDEN);
        ask("agent", "POST", "/api/v1/forum/posts/" + post + "/report", "{\"reason\":\"spam\",\"words\":\"\"}");
        for (JsonNode item : ask("agent", "GET", "/api/v1/moderation/cases?limit=100", null)
                .json()
                .get("items")) {
            if (item.get("contentId").asLong() == post) {
                return item.get("id").asLong();
            }
        }
        throw new AssertionError("no case");
    }

    private long decidedCase() {
        long post = post("resident", topic, HIDDEN);
        ask(
                "operator",
                "POST",
                "/api/v1/forum/posts/" + post + "/moderation",
                "{\"action\":\"HIDE\",\"reason\":\"not here\"}");
        return first(ask("resident", "GET", "/api/v1/moderation/mine", null));
    }

    private long appealedCase() {
        long id = decidedCase();
        ask("resident", "POST", "/api/v1/moderation/cases/" + id + "/appeal", "{\"words\":\"but it was true\"}");
        return id;
    }

    /** A home of the resident in A that is proven. */
    private long home() {
        ask("operator", "POST", API + "/verifications/" + verification() + "/decision", "{\"approve\":true}");
        for (JsonNode home : ask("agent", "GET", API + "/verifications/residents?limit=100", null)
                .json()
                .get("items")) {
            if (home.at("/member/id").asLong() == ids.get("resident")) {
                return home.get("id").asLong();
            }
        }
        throw new AssertionError("no home");
    }

    private long ownSanction() {
        ask(
                "operator",
                "POST",
                "/api/v1/moderation/sanctions",
                "{\"member\":" + ids.get("resident") + ",\"community\":" + a
                        + ",\"kind\":\"WARN\",\"days\":1,\"reason\":\"a word\"}");
        return first(ask("resident", "GET", "/api/v1/moderation/mine/sanctions", null));
    }

    private long appealedSanction() {
        long id = ownSanction();
        ask("resident", "POST", "/api/v1/moderation/sanctions/" + id + "/appeal", "{\"words\":\"but it was true\"}");
        return id;
    }

    private long sanction() {
        ask(
                "agent",
                "POST",
                "/api/v1/moderation/sanctions",
                "{\"member\":" + target + ",\"community\":" + a
                        + ",\"kind\":\"WARN\",\"days\":1,\"reason\":\"a word\"}");
        return first(ask("agent", "GET", "/api/v1/moderation/sanctions", null));
    }

    private static long first(Client.Answer list) {
        return list.json().get("items").get(0).get("id").asLong();
    }
}
