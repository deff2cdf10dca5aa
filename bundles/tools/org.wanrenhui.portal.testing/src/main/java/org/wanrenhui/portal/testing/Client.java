package org.wanrenhui.portal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person with a browser (cookies, forms) or an API token. Not for several threads at once. */
public final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" content=\"([^\"]*)\"");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** An answer. */
    public record Answer(int status, String body, Map<String, List<String>> headers) {

        /** The body as JSON; fails when it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON (" + status + "): " + brief(), e);
            }
        }

        /** First value of a header, or empty. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .get(0);
        }

        /** Status and the beginning of the body, for messages. */
        public String brief() {
            return status + " " + (body.length() > 400 ? body.substring(0, 400) + "…" : body);
        }

        /** Itself when its status is one of these; fails otherwise. */
        public Answer expect(int... statuses) {
            for (int expected : statuses) {
                if (status == expected) {
                    return this;
                }
            }
            throw new AssertionError("expected " + java.util.Arrays.toString(statuses) + " but got " + brief());
        }
    }

    private final URI base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token;
    private long memberId;

    /** A visitor of the portal at the address. */
    public Client(URI base) {
        this.base = base;
    }

    /** A client with a bearer token for the API. */
    public Client signIn(String login, String password) {
        JsonNode session = post("/api/v1/membership/sessions", Map.of("login", login, "password", password))
                .expect(201)
                .json();
        token = session.get("token").asText();
        memberId = session.get("member").get("id").asLong();
        return this;
    }

    /** Signs in with the form, as a browser does. */
    public Client signInByForm(String login, String password) {
        get("/sign-in").expect(200);
        form("/sign-in", Map.of("login", login, "password", password)).expect(303);
        return this;
    }

    /** A browser that carries the session of the token. */
    public Client withSession(String sessionToken) {
        cookies.put("wrh_session", sessionToken);
        return this;
    }

    /** A client for the API with the token of somebody who has signed in elsewhere. */
    public Client withToken(String sessionToken) {
        token = sessionToken;
        return this;
    }

    /** Forgets a cookie. */
    public void forget(String cookie) {
        cookies.remove(cookie);
    }

    /** Id of the member who has signed in for the API. */
    public long memberId() {
        return memberId;
    }

    /** Its cookies as they are sent. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Bearer token, or null for a browser. */
    public String token() {
        return token;
    }

    /** GET of a path with its query. */
    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    /** POST of an object as JSON; a text is sent as it is. */
    public Answer post(String path, Object json) {
        return send("POST", path, "application/json", write(json));
    }

    /** PUT of an object as JSON; a text is sent as it is. */
    public Answer put(String path, Object json) {
        return send("PUT", path, "application/json", write(json));
    }

    /** DELETE of a path. */
    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Posts a form with the CSRF token of a page loaded just before. */
    public Answer form(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (cookies.containsKey("wrh_session") && token == null && !all.containsKey("_csrf")) {
            all.put("_csrf", csrf());
        }
        return send("POST", path, "application/x-www-form-urlencoded", encode(all));
    }

    /** CSRF token as the pages of this session carry it. */
    public String csrf() {
        Matcher matcher = CSRF.matcher(get("/me").body());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Any request; header names and values alternate. */
    public Answer send(String method, String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        } else {
            request.header("Origin", base.getScheme() + "://" + base.getAuthority());
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create(base.getScheme() + "://" + base.getAuthority() + path);
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        if (value.isEmpty() || cookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), value);
        }
    }

    private static String write(Object json) {
        try {
            return json instanceof String text ? text : JSON.writeValueAsString(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Form encoding. */
    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Encodes one value for a query or a form. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
