package org.wanrenhui.portal.web.internal.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.http.Exchange;

/** Makes complete answers of pages and failures: HTML for people, problem+json for the API. */
@Component(service = Replies.class)
public final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final String HTML = "text/html;charset=UTF-8";
    /** Type of the problem that passes by itself: the module is on its way up. */
    private static final String STARTING = "starting";

    private static final String AGAIN_SECONDS = "2";

    /** Model of {@code error/error}. */
    public record ErrorPage(int status, String title, String detail, String requestId, String hint) {}

    /** Model of {@code error/unavailable}. */
    public record UnavailablePage(String moduleTitle) {}

    private final Renderer renderer;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public Replies(@Reference Renderer renderer) {
        this.renderer = renderer;
    }

    /** The page; a failing template becomes the error page. */
    public Reply page(Page page, Exchange exchange) {
        return page(page, view(exchange), exchange);
    }

    private Reply page(Page page, ModuleView view, Exchange exchange) {
        try {
            if (page.status() != 200 || !GuestPages.concerns(exchange)) {
                return packed(
                        page.status(),
                        HTML,
                        renderer.render(page, view, exchange).html(),
                        exchange);
            }
            GuestPages guests = view.guests();
            GuestPages.Key key = GuestPages.key(page, exchange);
            GuestPages.Kept kept =
                    guests.find(key).orElseGet(() -> guests.keep(key, renderer.render(page, view, exchange)));
            return packed(page.status(), HTML, kept.html(), kept::packed, exchange);
        } catch (RuntimeException e) {
            LOG.error("Request {} {}: {}", exchange.requestId(), exchange.path(), e.getMessage(), e);
            return page.template().startsWith("error/")
                    ? bare(page.status(), exchange)
                    : problem(Problem.of(500, "internal", "problem.internal"), exchange);
        }
    }

    /** The failure as this client understands it. What is only starting is asked for again, by a page without anybody's help. */
    public Reply problem(Problem problem, Exchange exchange) {
        Reply reply = once(problem, exchange);
        if (!problem.type().equals(STARTING)) {
            return reply;
        }
        Map<String, String> headers = with(reply.headers(), "Retry-After", AGAIN_SECONDS);
        return new Reply(
                reply.status(),
                reply.type(),
                reply.body(),
                comesBack(problem, exchange) ? with(headers, "Refresh", AGAIN_SECONDS) : headers);
    }

    /** Not after a form: the browser would ask for its address without what was filled in. */
    private static boolean comesBack(Problem problem, Exchange exchange) {
        return problem.type().equals(STARTING) && exchange.safe() && !exchange.api();
    }

    private Reply once(Problem problem, Exchange exchange) {
        if (exchange.api()) {
            return problemJson(problem, exchange);
        }
        if (problem.status() == 401) {
            return toSignIn(exchange);
        }
        ModuleView view = view(exchange);
        Locale locale = exchange.locale();
        String hint = "problem.hint." + (comesBack(problem, exchange) ? STARTING : problem.status());
        List<String> wrong = new ArrayList<>();
        problem.fields().values().forEach(key -> wrong.add(view.text(locale, key, problem.arguments())));
        var model = new ErrorPage(
                problem.status(),
                title(problem.status(), view, locale),
                wrong.isEmpty()
                        ? view.text(locale, problem.getMessage(), problem.arguments())
                        : String.join(Texts.english(locale) ? " " : "", wrong),
                exchange.requestId(),
                view.hasText(locale, hint) ? view.text(locale, hint) : null);
        // error pages belong to the portal, the texts in them to the module
        return page(new Page("error/error", model, problem.status()), renderer.ownView(), exchange);
    }

    /** Says that the module is off. */
    public Reply unavailable(String moduleTitle, Exchange exchange) {
        if (exchange.api()) {
            return problemJson(Problem.of(404, "module-off", "problem.module-off", moduleTitle), exchange);
        }
        var page = new Page("error/unavailable", new UnavailablePage(moduleTitle), 404);
        return page(page, renderer.ownView(), exchange);
    }

    /** Packs the body when the client can unpack it. */
    public Reply packed(int status, String type, byte[] plain, Exchange exchange) {
        return packed(status, type, plain, () -> Gzip.fast(plain), exchange);
    }

    private static Reply packed(int status, String type, byte[] plain, Supplier<byte[]> packer, Exchange exchange) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Vary", "Accept-Encoding, Cookie");
        headers.put("Cache-Control", caching(exchange));
        boolean pack =
                plain.length > Gzip.WORTH_IT && Gzip.accepted(exchange.request().getHeader("Accept-Encoding"));
        if (pack) {
            headers.put("Content-Encoding", "gzip");
        }
        return new Reply(status, type, pack ? packer.get() : plain, headers);
    }

    /** What is for a member stays on no disk and shows to nobody who presses back after the member has gone. */
    public static String caching(Exchange exchange) {
        return exchange.caller().isPresent() ? "private, no-store" : "private, no-cache";
    }

    /** Writes the answer. */
    public void send(Reply reply, Exchange exchange) throws IOException {
        HttpServletResponse response = exchange.response();
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(reply.status());
        response.setContentType(reply.type());
        reply.headers().forEach(response::setHeader);
        response.setContentLength(reply.body().length);
        if (!exchange.request().getMethod().equals("HEAD")) {
            response.getOutputStream().write(reply.body());
        }
    }

    /** What a client may know of a failure inside Jakarta REST. */
    public static Problem of(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 401 -> Problem.unauthorized();
            case 403 -> Problem.forbidden();
            case 404 -> Problem.notFound();
            case 405 -> Problem.of(405, "method-not-allowed", "problem.method-not-allowed");
            case 406 -> Problem.of(406, "not-acceptable", "problem.not-acceptable");
            case 415 -> Problem.of(415, "unsupported-media-type", "problem.unsupported-media-type");
            default ->
                status >= 500
                        ? Problem.of(status, "internal", "problem.internal")
                        : Problem.of(status, "bad-request", "problem.bad-request");
        };
    }

    private Reply problemJson(Problem problem, Exchange exchange) {
        ModuleView view = view(exchange);
        Locale locale = exchange.locale();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "/problems/" + problem.type());
        body.put("title", title(problem.status(), view, locale));
        body.put("status", problem.status());
        body.put("detail", view.text(locale, problem.getMessage(), problem.arguments()));
        body.put("instance", exchange.path());
        body.put("requestId", exchange.requestId());
        if (!problem.fields().isEmpty()) {
            List<Map<String, String>> errors = new ArrayList<>();
            problem.fields()
                    .forEach((field, key) ->
                            errors.add(Map.of("field", field, "message", view.text(locale, key, problem.arguments()))));
            body.put("errors", errors);
        }
        try {
            return packed(problem.status(), "application/problem+json", json.writeValueAsBytes(body), exchange);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply toSignIn(Exchange exchange) {
        String back =
                exchange.safe() ? exchange.pathAndQuery() : referer(exchange).orElse("/");
        String to = "/sign-in?return=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("Cache-Control", "no-store");
        if (exchange.request().getHeader("HX-Request") != null) {
            return new Reply(401, HTML, new byte[0], with(headers, "HX-Redirect", to));
        }
        return new Reply(303, HTML, new byte[0], with(headers, "Location", to));
    }

    private static Optional<String> referer(Exchange exchange) {
        String referer = exchange.request().getHeader("Referer");
        if (referer == null || !referer.startsWith(exchange.origin() + "/")) {
            return Optional.empty();
        }
        return Optional.of(referer.substring(exchange.origin().length()));
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static String title(int status, ModuleView view, Locale locale) {
        String own = "problem.title." + status;
        return view.text(
                locale, view.hasText(locale, own) ? own : status >= 500 ? "problem.title.500" : "problem.title.400");
    }

    private ModuleView view(Exchange exchange) {
        return exchange.view() == null ? renderer.ownView() : exchange.view();
    }

    /** When even the error page fails. */
    private static Reply bare(int status, Exchange exchange) {
        String html = "<!doctype html><meta charset=\"utf-8\"><title>" + status + "</title><h1>" + status + "</h1><p>"
                + exchange.requestId() + "</p>";
        return new Reply(status, HTML, html.getBytes(StandardCharsets.UTF_8), Map.of("Cache-Control", "no-store"));
    }
}
