package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.spi.QueryStatistics;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.module.Failure;
import org.wanrenhui.portal.web.internal.module.ModuleApp;
import org.wanrenhui.portal.web.internal.module.ModuleApps;
import org.wanrenhui.portal.web.internal.module.Pace;
import org.wanrenhui.portal.web.internal.module.Traffic;
import org.wanrenhui.portal.web.internal.page.Renderer;
import org.wanrenhui.portal.web.internal.page.Replies;

/** The portal's one door: every request passes the guards in {@link #guard} and goes to the module that owns its path. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/*")
public final class FrontServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FrontServlet.class);

    private final transient ModuleApps apps;
    private final transient RequestScope scope;
    private final transient Visitor visitor;
    private final transient Surroundings surroundings;
    private final transient Renderer renderer;
    private final transient Replies replies;
    private final transient Traffic traffic;
    private final transient StaticServing statics;
    private final transient Limits limits;
    private final transient Uploads uploads;
    private final transient Pace pace;

    @Activate
    public FrontServlet(
            @Reference ModuleApps apps,
            @Reference RequestScope scope,
            @Reference Visitor visitor,
            @Reference Surroundings surroundings,
            @Reference Renderer renderer,
            @Reference Replies replies,
            @Reference Traffic traffic,
            @Reference StaticServing statics,
            @Reference Limits limits,
            @Reference Uploads uploads,
            @Reference Pace pace) {
        this.apps = apps;
        this.pace = pace;
        this.scope = scope;
        this.visitor = visitor;
        this.surroundings = surroundings;
        this.renderer = renderer;
        this.replies = replies;
        this.traffic = traffic;
        this.statics = statics;
        this.limits = limits;
        this.uploads = uploads;
    }

    @Override
    public void init() throws ServletException {
        apps.open(getServletContext());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long began = System.nanoTime();
        String id = requestId();
        SecurityHeaders.set(response, id);
        Optional<String> path = RequestPath.check(request.getRequestURI());
        Optional<String> query = RequestPath.checkQuery(request.getQueryString());
        String host = request.getHeader("Host");
        boolean refused = path.isEmpty() || query.isEmpty() || !RequestHost.wellFormed(host);
        var client = ClientAddress.of(request);
        var exchange =
                new Exchange(request, response, id, refused ? "/" : path.get(), client.address(), client.secure());
        SecurityHeaders.forTls(response, client.secure());
        exchange.signWith(surroundings::secret);
        surroundings.queries().ifPresent(QueryStatistics::reset);
        scope.enter(exchange);
        try {
            visitor.choices(exchange);
            if (refused) {
                throw Problem.of(400, "bad-request", "problem.bad-request");
            }
            if (!exchange.path().startsWith("/health/")
                    && !RequestHost.allowed(host, surroundings.setting("web.hosts", ""))) {
                throw Problem.of(421, "misdirected", "problem.misdirected");
            }
            if (!statics.serve(exchange)) {
                dispatch(guard(exchange), exchange, query.get());
            }
        } catch (Problem problem) {
            if (unread(request)) {
                // Nothing can follow what is not read; said aloud, or a client would send its next request into it.
                response.setHeader("Connection", "close");
            }
            replies.send(replies.problem(problem, exchange), exchange);
        } catch (RuntimeException | ServletException e) {
            LOG.error("Request {} {} {} failed", id, request.getMethod(), exchange.path(), e);
            traffic.failed(exchange.moduleId(), new Failure("traffic.failed.request", e));
            replies.send(replies.problem(Problem.of(500, "internal", "problem.internal"), exchange), exchange);
        } finally {
            scope.leave();
            exchange.end();
            long queries = surroundings.queries().map(QueryStatistics::count).orElse(0L);
            AccessLog.write(exchange, request.getMethod(), System.nanoTime() - began, queries);
        }
    }

    /** Every guard in order; what comes back is safe to hand to a module. */
    private HttpServletRequest guard(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        if (request.getMethod().equals("TRACE") || request.getMethod().equals("CONNECT")) {
            throw Problem.of(405, "method-not-allowed", "problem.method-not-allowed");
        }
        limits.check(exchange);
        visitor.identify(exchange);
        if (exchange.safe()) {
            return request;
        }
        BufferedRequest buffered = Uploads.multipart(request) ? uploads.receive(exchange) : read(request);
        String token = request.getHeader("X-CSRF-Token");
        var signs = new Csrf.Signs(
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                request.getHeader("Referer"),
                request.getHeader("Host"),
                exchange.sessionToken().orElse(null),
                request.getHeader("Cookie") != null,
                exchange.bearer(),
                exchange.api(),
                token == null ? buffered.formField("_csrf") : token);
        if (!Csrf.passes(signs)) {
            throw Problem.of(403, "csrf", "problem.csrf");
        }
        return buffered;
    }

    /** Whether the request was refused before its body had been read to the end. */
    private static boolean unread(HttpServletRequest request) throws IOException {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return body && !request.getInputStream().isFinished();
    }

    private static BufferedRequest read(HttpServletRequest request) {
        try {
            return BufferedRequest.of(request).orElseThrow(() -> Problem.of(413, "too-large", "problem.too-large"));
        } catch (IOException e) {
            // broken off, or chunks that are none: nothing of ours has failed
            throw Problem.of(400, "bad-request", "problem.bad-request");
        }
    }

    private void dispatch(HttpServletRequest request, Exchange exchange, String query)
            throws IOException, ServletException {
        ModuleApp app =
                apps.owner(exchange.path()).orElseThrow(() -> apps.generation() == 0 ? starting() : Problem.notFound());
        String id = app.module().id();
        if (!app.module().core() && traffic.clogged(id)) {
            traffic.failed(id, new Failure("traffic.failed.clogged"));
            exchange.response().setHeader("Retry-After", "10");
            throw Problem.of(503, "busy", "problem.busy");
        }
        long began = System.nanoTime();
        // Only what reads: an operator's own request waits for the switch itself.
        boolean turn = exchange.safe() && pace.take();
        traffic.begin(id, app.loader());
        try {
            if (app.gone()) {
                throw Problem.notFound();
            }
            boolean off = surroundings.mode(id, app.module().core()) == ModuleMode.OFF;
            if (off && !surroundings.comingUp(id)) {
                replies.send(replies.unavailable(title(app, exchange), exchange), exchange);
            } else if (off || !app.ready()) {
                throw starting();
            } else {
                exchange.answeredBy(id, renderer.view(app.bundle()));
                URI base = URI.create(exchange.origin() + "/");
                URI whole = URI.create(exchange.origin() + exchange.path() + (query.isEmpty() ? "" : "?" + query));
                app.container().orElseThrow().service(base, whole, request, exchange.response());
            }
        } finally {
            traffic.end(id, exchange.response().getStatus(), System.nanoTime() - began);
            if (turn) {
                pace.giveBack();
            }
        }
    }

    private static Problem starting() {
        return Problem.of(503, "starting", "problem.starting");
    }

    private String title(ModuleApp app, Exchange exchange) {
        Locale locale = exchange.locale();
        String title = renderer.view(app.bundle()).text(locale, "module.title");
        return title.equals(renderer.ownView().text(locale, "module.title"))
                ? app.module().id()
                : title;
    }

    /** Short enough to be read out on the telephone; says nothing of who asked. */
    private static String requestId() {
        int bits = ThreadLocalRandom.current().nextInt();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((short) (bits >>> 16)) + "-" + hex.toHexDigits((short) bits);
    }
}
