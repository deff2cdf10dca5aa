package org.wanrenhui.itests.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.wanrenhui.portal.testing.Client;

/** A {@code multipart/form-data} request, and answers that are bytes. */
public final class Multipart {

    private static final String BOUNDARY = "----wanrenhui-test";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** Adds a field. */
    public Multipart field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file. */
    public Multipart file(String field, String name, String type, byte[] content) {
        return part("form-data; name=\"" + field + "\"; filename=\"" + name + "\"", type, content);
    }

    private Multipart part(String disposition, String type, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n"
                        + (type == null ? "" : "Content-Type: " + type + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Posts it as the client: with its bearer token, or with its cookies. */
    public HttpResponse<String> post(URI address, Client client) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest.Builder request = as(client, address)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(whole.toByteArray()));
        return send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Gets bytes as the client. */
    public static HttpResponse<byte[]> get(URI address, Client client) {
        return send(as(client, address).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder as(Client client, URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60));
        if (client.token() != null) {
            request.header("Authorization", "Bearer " + client.token());
        } else {
            request.header("Origin", address.getScheme() + "://" + address.getAuthority());
            if (!client.cookieHeader().isEmpty()) {
                request.header("Cookie", client.cookieHeader());
            }
        }
        return request;
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> as) {
        try {
            return HTTP.send(request, as);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
