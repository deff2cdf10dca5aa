package org.wanrenhui.itests.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The portal's own port, as a visitor or as the demo's operator. */
final class Http {

    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base = "http://127.0.0.1:" + System.getProperty("org.osgi.service.http.port");
    private String token;

    /** Signs in as the operator of the demo. */
    Http operator() throws IOException, InterruptedException {
        String body =
                "{\"login\":\"operator@demo\",\"password\":\"" + System.getProperty("portal.demo.password") + "\"}";
        HttpResponse<String> answer = send("POST", "/api/v1/membership/sessions", "application/json", body);
        Matcher matcher = TOKEN.matcher(answer.body());
        if (!matcher.find()) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        token = matcher.group(1);
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, null);
    }

    HttpResponse<String> put(String path, String type, String body) throws IOException, InterruptedException {
        return send("PUT", path, type, body);
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
