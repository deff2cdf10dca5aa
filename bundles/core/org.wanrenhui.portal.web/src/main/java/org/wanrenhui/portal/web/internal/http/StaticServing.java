package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.page.Gzip;
import org.wanrenhui.portal.web.internal.page.Renderer;
import org.wanrenhui.portal.web.internal.page.StaticFiles;

/** Answers for files that never change under their address: no session, no module. */
@Component(service = StaticServing.class)
public final class StaticServing {

    private static final Pattern BRAND = Pattern.compile("/static/brand-([0-9a-fA-F]{6})\\.css");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final StaticFiles files;
    private final Renderer renderer;

    @Activate
    public StaticServing(@Reference StaticFiles files, @Reference Renderer renderer) {
        this.files = files;
        this.renderer = renderer;
    }

    /** Whether the request was for a static file and has been answered. Throws {@link Problem} 404 for a missing one. */
    boolean serve(Exchange exchange) throws IOException {
        String path = exchange.path();
        HttpServletResponse response = exchange.response();
        if (path.equals("/favicon.ico")) {
            response.setStatus(302);
            response.setHeader(
                    "Location", renderer.themeFile("favicon", "favicon.svg").orElseThrow(Problem::notFound));
            return true;
        }
        if (!path.startsWith("/static/")) {
            return false;
        }
        if (!exchange.safe()) {
            throw Problem.of(405, "method-not-allowed", "problem.method-not-allowed");
        }
        Matcher brand = BRAND.matcher(path);
        StaticFiles.File file = brand.matches()
                ? brand(brand.group(1))
                : files.find(path.substring("/static/".length())).orElseThrow(Problem::notFound);
        send(file, path, exchange.request(), response);
        return true;
    }

    private static StaticFiles.File brand(String colour) {
        byte[] css = (":root{--brand:#" + colour + "}").getBytes(StandardCharsets.US_ASCII);
        return new StaticFiles.File("text/css;charset=UTF-8", css, null);
    }

    private static void send(
            StaticFiles.File file, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // the address carries the fingerprint, so it says all that there is to say
        String tag = "W/\"" + Integer.toHexString(path.hashCode()) + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", FOR_EVER);
        response.setHeader("Vary", "Accept-Encoding");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        boolean packed = file.gzip() != null && Gzip.accepted(request.getHeader("Accept-Encoding"));
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] body = packed ? file.gzip() : file.plain();
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
