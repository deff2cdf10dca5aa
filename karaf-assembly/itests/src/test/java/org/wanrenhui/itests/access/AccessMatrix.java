package org.wanrenhui.itests.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wanrenhui.itests.access.AccessTable.Answer;
import org.wanrenhui.itests.access.AccessTable.Row;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.PortalProcess;

/** Sends every operation of the table as every role and compares what comes back. */
public final class AccessMatrix {

    private static final String NOBODYS = "999999999";

    /** Reads that say 404 or 409 to somebody who may ask, because of how things stand with them. */
    private static final Set<String> MAY_HAVE_NOTHING = Set.of("GET /me/residence/{community}/verify");

    private final AccessTable table;
    private final World world;
    private final Map<String, Row> served = new LinkedHashMap<>();
    private final Map<String, String> csrf = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int asked;
    private int words;

    public AccessMatrix(PortalProcess portal, Path file) throws IOException {
        table = new AccessTable(file);
        world = new World(portal, table.roles());
        for (JsonNode item :
                world.ask("operator", "GET", "/api/v1/access", null).json().get("items")) {
            String declared = item.get("access").asText().equals("permission")
                    ? item.get("permission").asText() + (item.get("anyScope").asBoolean() ? " *" : "")
                    : item.get("access").asText();
            Row row = new Row(item.get("method").asText(), item.get("path").asText(), declared, "", Set.of(), Map.of());
            served.put(row.key(), row);
        }
    }

    public int asked() {
        return asked;
    }

    public int operations() {
        return served.size();
    }

    /** Operations without a row, rows without an operation, and rows that say something else. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        served.forEach((key, row) -> {
            Row said = table.rows().get(key);
            if (said == null) {
                differences.add("has no row: | " + row.method() + " | `" + row.path() + "` | " + row.declared() + " |");
            } else if (!said.declared().equals(row.declared())) {
                differences.add("is declared " + row.declared() + ": " + key);
            }
        });
        table.rows().keySet().stream()
                .filter(key -> !served.containsKey(key))
                .forEach(key -> differences.add("is not served: " + key));
        return differences;
    }

    /** All rows, all roles; what was not as the table says. */
    public List<String> run() {
        for (Row row : table.rows().values()) {
            if (served.containsKey(row.key())) {
                ask(row);
            }
        }
        return wrong;
    }

    private void ask(Row row) {
        Map<String, String> object = row.object().isEmpty() ? plain() : world.object(row.object());
        Map<String, String> nobodys = new LinkedHashMap<>(object);
        nobodys.replaceAll(
                (name, value) -> Set.of("a", "target", "hash", "width").contains(name) ? value : NOBODYS);
        nobodys.put("post", NOBODYS);
        nobodys.put("id", NOBODYS);
        boolean first = true;
        for (String role : outsidersFirst(row)) {
            Answer expected = table.expected(row, role);
            Client.Answer got = send(row, role, object);
            String problem = expected == null
                    ? "the table does not say what"
                    : problem(row, expected, got, first && !row.object().isEmpty());
            if (problem.isEmpty()
                    && expected == Answer.NOT_THERE
                    && !row.object().isEmpty()) {
                problem = sameAsNobodys(row, got, send(row, role, nobodys), object);
            }
            if (problem.isEmpty()) {
                problem = tells(role, got);
            }
            if (!problem.isEmpty()) {
                wrong.add(row.key() + " as " + role + ": " + problem + ", got " + brief(got));
            }
            first &= expected != Answer.THROUGH;
            revive(row, role);
        }
    }

    /** Those who may change the object come last, so that the others have tried it on one that is there. */
    private Set<String> outsidersFirst(Row row) {
        Set<String> order = new LinkedHashSet<>(table.roles());
        order.removeAll(row.who());
        order.addAll(row.who());
        return order;
    }

    private Map<String, String> plain() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("board", String.valueOf(world.board));
        values.put("topic", String.valueOf(world.topic));
        values.put("community", String.valueOf(world.c));
        values.put("id", String.valueOf(world.target));
        values.put("target", String.valueOf(world.target));
        values.put("a", String.valueOf(world.a));
        return values;
    }

    private Client.Answer send(Row row, String role, Map<String, String> values) {
        asked++;
        String path = path(row, values);
        Client client = (row.api() ? world.byToken : world.byCookie).get(role);
        // the message that the request before has left would make two answers differ
        client.forget("wrh_flash");
        if (row.safe()) {
            return client.send(row.method(), path, null, null);
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put("word", World.HUSH + " 改" + ++words);
        String body = fill(
                Bodies.of(row)
                        .replace("{record}", row.object().equals("community") && row.api() ? world.community() : ""),
                more);
        if (row.api()) {
            return client.send(row.method(), path, Bodies.type(row), body);
        }
        if (body.equals("{recordForm}")) {
            body = "slug=x&name=";
        }
        String token = role.equals("visitor") ? "" : "_csrf=" + csrf.computeIfAbsent(role, r -> client.csrf());
        return client.send(row.method(), path, "application/x-www-form-urlencoded", token + "&" + escape(body));
    }

    private String path(Row row, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putIfAbsent("post", NOBODYS);
        all.putIfAbsent("entry", NOBODYS);
        all.put("grant", NOBODYS);
        all.putIfAbsent("file", NOBODYS);
        all.putIfAbsent("notice", NOBODYS);
        all.putIfAbsent("hash", "0".repeat(32));
        all.putIfAbsent("width", "100");
        all.put("fingerprint", world.fingerprint);
        all.put("kind", "phone");
        all.put("slug", world.slugC);
        all.put("code", "140105");
        all.put("tag", "x");
        all.put("name", row.path().equals("/{name}") ? "about" : "outbox");
        if (row.path().contains("/modules/{id}")) {
            all.put("id", "forum");
        }
        if (row.path().contains("/settings/groups/{id}")) {
            all.put("id", "limits");
        }
        if (row.path().contains("/communities/{id}") && row.object().isEmpty()) {
            all.put("id", String.valueOf(world.c));
        }
        return fill(row.path(), all) + (row.path().endsWith("/plan") && row.safe() ? "?desired=DISABLED" : "");
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static String escape(String form) {
        StringBuilder escaped = new StringBuilder();
        for (char letter : form.toCharArray()) {
            escaped.append(
                    letter > 127 || letter == ' ' ? Client.encode(String.valueOf(letter)) : String.valueOf(letter));
        }
        return escaped.toString();
    }

    private static String problem(Row row, Answer expected, Client.Answer got, boolean first) {
        boolean toSignIn = got.status() == 303 && got.header("location").contains("/sign-in?return=");
        if (got.status() >= 500) {
            return "failed";
        }
        return switch (expected) {
            case SIGN_IN -> (row.api() ? got.status() == 401 : toSignIn) ? "" : "must sign in";
            case FORBIDDEN -> got.status() == 403 ? "" : "must be forbidden";
            case NOT_THERE -> got.status() == 404 ? "" : "must not be there";
            case THROUGH -> through(row, got, first, toSignIn);
        };
    }

    private static String through(Row row, Client.Answer got, boolean first, boolean toSignIn) {
        boolean refused = got.status() == 403
                || toSignIn
                || got.status() == 401 && !row.declared().equals("public");
        if (refused) {
            return "must get through";
        }
        if (row.safe() && got.status() >= 400 && !MAY_HAVE_NOTHING.contains(row.key())) {
            return "must be shown";
        }
        boolean done =
                got.status() < 400 || Bodies.of(row).isEmpty() || Bodies.of(row).contains("{recordForm}");
        return first && !done ? "must be done" : "";
    }

    /** Nothing in the answer may differ from the one about an id that nobody has, but the id itself. */
    private static String sameAsNobodys(Row row, Client.Answer got, Client.Answer nobodys, Map<String, String> object) {
        if (nobodys.status() != got.status()) {
            return "an id that nobody has gets " + nobodys.status();
        }
        String one = withoutIds(got.body());
        String other = withoutIds(nobodys.body());
        return one.equals(other) ? "" : "differs from " + withoutIds(brief(nobodys));
    }

    private static String withoutIds(String body) {
        return body.replaceAll("[0-9a-f]{4}-[0-9a-f]{4}", "").replaceAll("[0-9]+", "");
    }

    private String tells(String role, Client.Answer got) {
        if (got.body().contains(World.HUSH) && !table.neighbours().contains(role)) {
            return "tells what only members of A may read";
        }
        if (got.body().contains(World.OWN)
                && !Set.of("resident", "agent", "operator", "property").contains(role)) {
            return "tells what only the resident and the office may read";
        }
        if (got.body().contains(World.HIDDEN) && !table.neighbours().contains(role)) {
            return "tells what was hidden";
        }
        return "";
    }

    /** Whoever has ended the own session signs in again. */
    private void revive(Row row, String role) {
        boolean ends = row.path().contains("session")
                || row.path().contains("sign-out")
                || row.path().contains("password");
        if (ends && !row.safe() && !role.equals("visitor")) {
            Client.Answer still = world.byToken.get(role).get("/api/v1/membership/me");
            boolean cookie = world.byCookie.get(role).get("/me").status() == 200;
            if (still.status() == 401 || !cookie) {
                world.signIn(role);
                csrf.remove(role);
            }
        }
    }

    /** What guests and people from elsewhere find where things are listed. */
    public List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        List<String> places = List.of(
                "/",
                "/c/yunshui",
                "/forum",
                "/forum/hot",
                "/forum/feed",
                "/sitemap.xml",
                "/sitemap",
                "/communities",
                "/api/v1/forum/boards",
                "/api/v1/forum/hot?limit=100",
                "/api/v1/openapi.json",
                "/search?q=" + Client.encode("寻猫"),
                "/api/v1/search?q=" + Client.encode("寻猫"),
                "/u/" + world.ids.get("resident"),
                "/api/v1/membership/members/" + world.ids.get("resident"),
                "/forum/mine",
                "/forum/followed",
                "/metrics",
                "/health/ready");
        for (String role : table.roles()) {
            for (String place : places) {
                Client.Answer got = world.byCookie.get(role).get(place);
                String told = tells(role, got);
                if (!told.isEmpty() || got.status() >= 500) {
                    leaks.add(place + " as " + role + " " + told + " " + brief(got));
                }
            }
            if (!table.neighbours().contains(role)) {
                long total = world.byCookie
                        .get(role)
                        .get("/api/v1/search?q=" + World.HUSH)
                        .json()
                        .get("total")
                        .asLong();
                if (total != 0) {
                    leaks.add("search counts " + total + " hits as " + role);
                }
            }
        }
        return leaks;
    }

    private static String brief(Client.Answer answer) {
        String body = answer.body().replaceAll("\\s+", " ");
        return answer.status() + " " + answer.header("location") + " "
                + body.substring(0, Math.min(200, body.length()));
    }
}
