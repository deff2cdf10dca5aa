package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;

/** Renders with the base theme's own templates, read from its sources. */
public class RenderingTest {

    /** What a module would hand over. */
    public record Sitemap(List<Section> sections) {}

    public record Section(String title, List<Navigation.Entry> links) {}

    private static final Path THEME = Path.of("../../../themes/org.wanrenhui.theme.base/src/main/resources");
    private static final Path OWN = Path.of("src/main/resources");

    private final Bundle bundle = fake(Bundle.class, (name, arguments) -> switch (name) {
        case "getEntry" -> entry((String) arguments[0]);
        case "getSymbolicName" -> "org.example";
        default -> null;
    });
    private final BundleContext context =
            fake(BundleContext.class, (name, arguments) -> name.equals("getBundle") ? bundle : null);
    private final Surroundings surroundings = new Surroundings();
    private final Renderer renderer = new Renderer(
            context,
            new Themes(context, surroundings),
            new StaticFiles(context),
            new Navigation(surroundings),
            surroundings);

    private interface Answer {
        Object to(String method, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "hashCode":
                            return System.identityHashCode(self);
                        case "equals":
                            return self == arguments[0];
                        default:
                            Object value = answer.to(method.getName(), arguments);
                            Class<?> wanted = method.getReturnType();
                            if (value != null || !wanted.isPrimitive() || wanted == void.class) {
                                return value;
                            }
                            return wanted == boolean.class
                                    ? (Object) false
                                    : wanted == long.class ? (Object) 0L : (Object) 0;
                    }
                }));
    }

    private static Object entry(String path) throws Exception {
        Path file = (path.startsWith("i18n/") ? OWN : THEME).resolve(path);
        return Files.isRegularFile(file) ? file.toUri().toURL() : null;
    }

    private Exchange asked(String path, Map<String, String> headers) {
        var request = fake(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getHeader" -> headers.get(arguments[0]);
            case "getMethod" -> "GET";
            case "getServerName" -> "portal.example";
            default -> null;
        });
        return new Exchange(request, fake(HttpServletResponse.class, (name, arguments) -> null), "r1", path, "", false);
    }

    private static String html(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    public void aPageStandsInItsShellAndIsEscaped() {
        var links = List.of(new Navigation.Entry("<b>A & B</b>", "/a?x=1&y=2", "home", false, 0, "brand"));
        Exchange exchange = asked("/sitemap", Map.of());
        Reply reply = new Replies(renderer)
                .page(Page.of("portal/sitemap", new Sitemap(List.of(new Section("S", links)))), exchange);
        assertEquals(200, reply.status());
        assertTrue(html(reply), html(reply).contains("&lt;b&gt;A &amp; B&lt;/b&gt;"));
        assertTrue(html(reply).contains("lang=\"zh-CN\""));
        assertFalse(html(reply).contains("<b>A"));
    }

    @Test
    public void theLanguageOfTheVisitorIsUsed() {
        Exchange exchange = asked("/nowhere", Map.of());
        exchange.locale(Locale.ENGLISH);
        Reply reply = new Replies(renderer).problem(Problem.notFound(), exchange);
        assertEquals(404, reply.status());
        assertTrue(html(reply).contains("What you are looking for is not here."));
        assertTrue(html(reply).contains("lang=\"en\""));
    }

    @Test
    public void aBrokenTemplateBecomesAThemedFailure() {
        Reply reply = new Replies(renderer).page(Page.of("portal/none", ""), asked("/", Map.of()));
        assertEquals(500, reply.status());
        assertTrue(html(reply).contains("<h1>出了点问题</h1>"));
        assertFalse(html(reply).contains("freemarker"));
    }

    @Test
    public void theApiIsToldInJson() {
        var problem = Problem.invalid("title", "input.required");
        Reply reply = new Replies(renderer).problem(problem, asked("/api/v1/x", Map.of()));
        assertEquals("application/problem+json", reply.type());
        assertTrue(html(reply), html(reply).contains("\"errors\":[{"));
        assertTrue(html(reply).contains("\"instance\":\"/api/v1/x\""));
    }

    @Test
    public void aPageOfAModuleThatIsStartingComesBackByItself() {
        Problem starting = Problem.of(503, "starting", "problem.starting");
        Reply page = new Replies(renderer).problem(starting, asked("/forum", Map.of()));
        assertEquals("2", page.headers().get("Refresh"));
        assertTrue(html(page), html(page).contains("这个页面会自己打开"));
        Reply json = new Replies(renderer).problem(starting, asked("/api/v1/forum/boards", Map.of()));
        assertEquals("2", json.headers().get("Retry-After"));
        assertFalse(json.headers().containsKey("Refresh"));
        Reply busy = new Replies(renderer)
                .problem(Problem.of(503, "busy", "problem.uploads-busy"), asked("/forum", Map.of()));
        assertFalse(busy.headers().containsKey("Refresh"));
    }

    @Test
    public void visitorsAreSentToSignInFromPages() {
        Reply reply = new Replies(renderer).problem(Problem.unauthorized(), asked("/me", Map.of()));
        assertEquals(303, reply.status());
        assertEquals("/sign-in?return=%2Fme", reply.headers().get("Location"));
    }

    @Test
    public void guestsShareAPageWhileItsModelAndTheirChoicesAreEqual() {
        var replies = new Replies(renderer);
        Reply first = replies.page(sitemap("A"), asked("/sitemap", Map.of()));
        assertSame(
                first.body(),
                replies.page(sitemap("A"), asked("/sitemap", Map.of())).body());
        assertNotSame(
                first.body(),
                replies.page(sitemap("B"), asked("/sitemap", Map.of())).body());
        assertNotSame(
                first.body(),
                replies.page(sitemap("A"), asked("/other", Map.of())).body());
        Exchange english = asked("/sitemap", Map.of());
        english.locale(Locale.ENGLISH);
        assertTrue(html(replies.page(sitemap("A"), english)).contains("lang=\"en\""));
    }

    @Test
    public void packedAndPlainGuestsGetWhatTheyCanRead() {
        var replies = new Replies(renderer);
        Reply packed = replies.page(sitemap("A"), asked("/sitemap", Map.of("Accept-Encoding", "gzip")));
        assertEquals("gzip", packed.headers().get("Content-Encoding"));
        Reply plain = replies.page(sitemap("A"), asked("/sitemap", Map.of()));
        assertFalse(plain.headers().containsKey("Content-Encoding"));
        assertTrue(html(plain).contains("<html"));
    }

    private static Page sitemap(String title) {
        return Page.of("portal/sitemap", new Sitemap(List.of(new Section(title, List.of()))));
    }
}
