package org.wanrenhui.portal.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.rules.ExternalResource;

/**
 * The real portal for the tests of one class: started before the first with an empty data folder and the demo region, with
 * the given modules installed, licensed and on; stopped after the last, its data folder deleted.
 *
 * <pre>{@code
 * @ClassRule
 * public static final PortalRule PORTAL = PortalRule.with("lending", PortalRule.built());
 *
 * @Test
 * public void thePageIsThere() {
 *     PORTAL.awaitPage("/lending", "借物角");
 *     PORTAL.signedIn("resident").form("/lending", Map.of("name", "梯子")).expect(303);
 * }
 * }</pre>
 *
 * The distribution is where the system property {@code portal.root} says; the plugin parent unpacks it there.
 */
public final class PortalRule extends ExternalResource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Path> modules = new LinkedHashMap<>();
    private String database = "derby";
    private PortalProcess portal;
    private Operator operator;

    private PortalRule() {}

    /** A portal with a module in it: its id, and its jar or KAR. */
    public static PortalRule with(String module, Path file) {
        return new PortalRule().and(module, file);
    }

    /** A portal as it is shipped. */
    public static PortalRule plain() {
        return new PortalRule();
    }

    /** The KAR that this build has made, as the plugin parent names it in the system property {@code module.kar}. */
    public static Path built() {
        String file = System.getProperty("module.kar");
        if (file == null) {
            throw new IllegalStateException("the system property module.kar is not set: run by mvn verify");
        }
        return Path.of(file);
    }

    /** One module more, after those before. */
    public PortalRule and(String module, Path file) {
        modules.put(module, file);
        return this;
    }

    /** On a new database of that name, see {@link Databases#fresh}. */
    public PortalRule on(String name) {
        database = name;
        return this;
    }

    @Override
    protected void before() throws Throwable {
        portal = PortalProcess.create().database(Databases.fresh(database));
        try {
            portal.start();
            operator = new Operator(portal);
            for (Map.Entry<String, Path> module : modules.entrySet()) {
                operator.install(module.getKey(), module.getValue());
            }
        } catch (Throwable e) {
            // JUnit does not call after() when before() fails.
            portal.close();
            throw e;
        }
    }

    @Override
    protected void after() {
        try {
            portal.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The process: its log, its data folder, stop and start. */
    public PortalProcess process() {
        return portal;
    }

    /** Installs, switches and licenses modules. */
    public Operator operator() {
        return operator;
    }

    /** A visitor. */
    public Client guest() {
        return portal.guest();
    }

    /** A demo account, {@code resident}, {@code merchant}, {@code property}, {@code agent}, {@code operator} or {@code hq}, for the API. */
    public Client as(String role) {
        return portal.as(role);
    }

    /** The same account for pages and forms, with cookies as a browser has them. */
    public Client signedIn(String role) {
        return portal.guest().signInByForm(role + "@demo", PortalProcess.PASSWORD);
    }

    /** A visitor at a real Chromium. */
    public Browser browser(Browser.Size size) throws IOException {
        return new Browser(portal.url(), size);
    }

    /** A demo account at a real Chromium. */
    public Browser browser(Browser.Size size, String role) throws IOException {
        Browser browser = browser(size);
        try {
            return browser.signIn(role + "@demo", PortalProcess.PASSWORD);
        } catch (AssertionError | RuntimeException e) {
            browser.close();
            throw e;
        }
    }

    /** Waits until a visitor gets the page and the text is in it; returns the page. */
    public String awaitPage(String path, String text) {
        Await.until(path + " with " + text, PATIENCE, () -> {
            Client.Answer answer = guest().get(path).expect(200);
            return answer.body().contains(text);
        });
        return guest().get(path).body();
    }

    /** Waits until a visitor gets 404 there. */
    public void awaitGone(String path) {
        Await.until(path + " is gone", PATIENCE, () -> guest().get(path).status() == 404);
    }

    /** Waits until the consumer of events has seen all that was published so far. */
    public void awaitEvents(String consumer) {
        operator.awaitEvents(consumer);
    }
}
