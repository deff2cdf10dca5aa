package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** A request whose body has been read, so that the guards can look for the form's token and the resource still gets it. */
final class BufferedRequest extends HttpServletRequestWrapper {

    static final int LARGEST = 1024 * 1024;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final byte[] body;
    private final boolean rewritten;

    private BufferedRequest(HttpServletRequest request, byte[] body, boolean rewritten) {
        super(request);
        this.body = body;
        this.rewritten = rewritten;
    }

    /** The request with this URL-encoded form for a body, instead of the one that has been read from it. */
    static BufferedRequest form(HttpServletRequest request, byte[] form) {
        return new BufferedRequest(request, form, true);
    }

    /** Reads the body; empty when it is larger than {@link #LARGEST}. */
    static Optional<BufferedRequest> of(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST) {
            return Optional.empty();
        }
        InputStream in = request.getInputStream();
        byte[] body = in.readNBytes(LARGEST + 1);
        return body.length > LARGEST ? Optional.empty() : Optional.of(new BufferedRequest(request, body, false));
    }

    /** First value of a field of a URL-encoded form, or null. */
    String formField(String name) {
        String type = getContentType();
        if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith(FORM)) {
            return null;
        }
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
            if (pair.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }

    @Override
    public String getContentType() {
        return rewritten ? type() : super.getContentType();
    }

    @Override
    public int getContentLength() {
        return rewritten ? body.length : super.getContentLength();
    }

    @Override
    public long getContentLengthLong() {
        return rewritten ? body.length : super.getContentLengthLong();
    }

    @Override
    public String getHeader(String name) {
        return instead(name) == null ? super.getHeader(name) : instead(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return instead(name) == null ? super.getHeaders(name) : Collections.enumeration(List.of(instead(name)));
    }

    /** Nothing but files came: an empty form would be looked for in the query. */
    private String type() {
        return body.length == 0 ? "application/octet-stream" : FORM;
    }

    private String instead(String header) {
        if (rewritten && header.equalsIgnoreCase("Content-Type")) {
            return type();
        }
        return rewritten && header.equalsIgnoreCase("Content-Length") ? Integer.toString(body.length) : null;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream in;

        Body(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The portal serves synchronously");
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            return in.read(buffer, from, length);
        }

        @Override
        public int available() {
            return in.available();
        }
    }
}
