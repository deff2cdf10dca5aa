package org.wanrenhui.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests that no HTTP client would send, written byte by byte. */
public final class Raw {

    /** An answer: its status, and head and body as they came. */
    public record Answer(int status, String head, String body) {

        /** First value of a header, or empty. */
        public String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    private Raw() {}

    /** Sends the text as it is, closes and reads the answer. */
    public static Answer send(URI portal, String request) {
        return send(portal.getHost(), portal.getPort(), request);
    }

    /** The same to one address of several that a machine has. */
    public static Answer send(String address, int port, String request) {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            String head = end < 0 ? all : all.substring(0, end);
            return new Answer(Integer.parseInt(head.split(" ")[1]), head, end < 0 ? "" : all.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET of a path with the headers, each with its line end. */
    public static Answer get(URI portal, String path, String... headers) {
        return send(
                portal,
                "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers)
                        + (headers.length == 0 ? "Host: localhost\r\n" : "\r\n") + "\r\n");
    }
}
