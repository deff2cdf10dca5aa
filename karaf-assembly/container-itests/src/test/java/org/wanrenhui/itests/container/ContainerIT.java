package org.wanrenhui.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.Modules;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceFormat;
import org.wanrenhui.portal.licence.LicenceKeys;

/** The portal seen from within its own container: bundles, services, a stranger's module, and the framework's doors. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ContainerIT {

    private static final String FORUM = "org.wanrenhui.forum";
    private static final String STRANGER = "org.wanrenhui.itests.stranger";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private Modules modules;

    private Http operator;

    @Configuration
    public static Option[] portal() throws Exception {
        return Distribution.with(
                "portal.demo.password",
                "in-container-" + System.nanoTime(),
                "stranger.jar",
                new File(System.getProperty("stranger")).toURI().toString());
    }

    @Before
    public void start() throws Exception {
        await("the forum is on", () -> modules.mode("forum") == ModuleMode.ON);
        await("the demo region", () -> Files.exists(data().resolve("accounts.txt")));
        operator = new Http().operator();
        license("forum", "demo");
    }

    @After
    public void removeTheStranger() throws Exception {
        for (Bundle bundle : context.getBundles()) {
            if (STRANGER.equals(bundle.getSymbolicName())) {
                bundle.uninstall();
            }
        }
    }

    @Test
    public void everyBundleIsActiveOrDeliberatelyOff() throws Exception {
        // What another test has asked of Karaf may still be under way.
        await("every bundle is where it shall be: " + wrong(), () -> wrong().isEmpty());
        assertTrue("too few to be the portal", context.getBundles().length > 60);
    }

    private List<String> wrong() {
        int level = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            boolean off = bundle.adapt(BundleStartLevel.class) != null
                    && bundle.adapt(BundleStartLevel.class).getStartLevel() > level;
            int expected = fragment || off ? Bundle.RESOLVED : Bundle.ACTIVE;
            boolean lazy = bundle.getState() == Bundle.STARTING
                    && "lazy".equals(bundle.getHeaders().get("Bundle-ActivationPolicy"));
            if (bundle.getState() != expected && !lazy) {
                wrong.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
            }
        }
        return wrong;
    }

    @Test
    public void nothingInItStartsAShellOrListensForOne() {
        assertTrue(Arrays.stream(context.getBundles())
                .noneMatch(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith("org.apache.karaf.shell")));
    }

    @Test
    public void servicesOfAModuleGoAndComeBackWithIt() throws Exception {
        Bundle forum = bundle(FORUM);
        Map<String, Integer> before = services(forum);
        assertTrue(before.toString(), before.getOrDefault(WebResource.class.getName(), 0) > 3);
        assertTrue(before.toString(), before.getOrDefault(NavigationSource.class.getName(), 0) > 0);
        for (int round = 0; round < 2; round++) {
            wish("forum", "DISABLED", 200);
            assertEquals(ModuleMode.OFF, modules.mode("forum"));
            assertEquals(Map.of(), services(forum));
            assertNotEquals(Bundle.ACTIVE, forum.getState());
            wish("forum", "ENABLED", 200);
            assertEquals(before, services(forum));
        }
    }

    @Test
    public void aStrangersModuleIsAModuleLikeAnother() throws Exception {
        assertEquals(0, registered(Block.class, STRANGER));
        Bundle stranger = context.installBundle(System.getProperty("stranger.jar"));
        await("known", () -> modules.status("stranger").isPresent());
        off(stranger);
        assertEquals(403, wish("stranger", "ENABLED", 403));

        license("forum", "demo", "stranger");
        off(stranger);
        wish("stranger", "ENABLED", 200);
        for (Class<?> service : List.of(Block.class, NavigationSource.class, WebResource.class)) {
            assertEquals(1, registered(service, STRANGER));
        }
        assertTrue(new Http().get("/stranger").body().contains("hello"));
        await("block and navigation", () -> {
            String home = new Http().get("/").body();
            return home.contains("greeting-of-a-stranger") && home.contains("href=\"/stranger\"");
        });

        wish("stranger", "DISABLED", 200);
        off(stranger);
        wish("stranger", "ENABLED", 200);
        assertEquals(1, registered(Block.class, STRANGER));
        stranger.uninstall();
        await("forgotten", () -> modules.status("stranger").isEmpty());
        off(stranger);
        assertEquals(404, operator.get("/api/v1/modules/stranger").statusCode());
    }

    @Test
    public void noDoorOfTheFrameworkLetsItIn() throws Exception {
        Bundle stranger = context.installBundle(System.getProperty("stranger.jar"));
        await("known", () -> modules.status("stranger").isPresent());
        FrameworkStartLevel framework = context.getBundle(0).adapt(FrameworkStartLevel.class);
        int level = framework.getStartLevel();
        try {
            stranger.start();
            off(stranger);
            stranger.adapt(BundleStartLevel.class).setStartLevel(1);
            started(stranger, 0);
            stranger.adapt(BundleStartLevel.class).setStartLevel(1);
            started(stranger, Bundle.START_TRANSIENT);
            framework.setStartLevel(1000);
            await("the framework is there", () -> framework.getStartLevel() == 1000);
            started(stranger, 0);
            stranger.update(
                    URI.create(System.getProperty("stranger.jar")).toURL().openStream());
            started(stranger, 0);
        } finally {
            framework.setStartLevel(level);
            await("the framework is back", () -> framework.getStartLevel() == level);
        }
        await(
                "the forum is on",
                () -> modules.mode("forum") == ModuleMode.ON
                        && services(bundle(FORUM)).size() > 3);
    }

    @Test
    public void noFeatureLetsItIn() throws Exception {
        Path repository = Files.writeString(
                data().resolve("stranger-features.xml"),
                "<features name=\"stranger\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">"
                        + "<feature name=\"wanrenhui-stranger\" version=\"1.0.0\"><bundle start-level=\"10\">"
                        + System.getProperty("stranger.jar") + "</bundle></feature></features>");
        features.addRepository(repository.toUri());
        features.installFeature("wanrenhui-stranger", EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        Bundle stranger = bundle(STRANGER);
        assertNotNull(stranger);
        off(stranger);
        features.uninstallFeature("wanrenhui-stranger");
        features.removeRepository(repository.toUri());
        await("forgotten", () -> modules.status("stranger").isEmpty());
    }

    private void started(Bundle bundle, int options) throws Exception {
        try {
            bundle.start(options);
        } catch (BundleException e) {
            // Refused at once is as good.
        }
        off(bundle);
    }

    /** Neither active nor served, and no service of it is there. */
    private void off(Bundle bundle) throws Exception {
        await("stopped", () -> bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING);
        for (Class<?> service : List.of(Block.class, NavigationSource.class, WebResource.class)) {
            assertEquals(0, registered(service, bundle.getSymbolicName()));
        }
        assertEquals(ModuleMode.OFF, modules.mode("stranger"));
        assertEquals(404, new Http().get("/stranger").statusCode());
        await("neither block nor navigation", () -> {
            String home = new Http().get("/").body();
            return !home.contains("greeting-of-a-stranger") && !home.contains("href=\"/stranger\"");
        });
        assertFalse(new Http().get("/api/v1/openapi.json").body().contains("/stranger"));
    }

    private int registered(Class<?> service, String symbolicName) throws Exception {
        ServiceReference<?>[] all = context.getAllServiceReferences(service.getName(), null);
        return all == null
                ? 0
                : (int) Arrays.stream(all)
                        .filter(reference -> reference.getBundle() != null
                                && symbolicName.equals(reference.getBundle().getSymbolicName()))
                        .count();
    }

    /** How many services of each interface the bundle has registered. */
    private static Map<String, Integer> services(Bundle bundle) {
        Map<String, Integer> count = new HashMap<>();
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        if (references != null) {
            for (ServiceReference<?> reference : references) {
                for (String name : (String[]) reference.getProperty("objectClass")) {
                    count.merge(name, 1, Integer::sum);
                }
            }
        }
        return count;
    }

    private int wish(String module, String desired, int expected) throws Exception {
        var answer = operator.put("/api/v1/modules/" + module, "application/json", "{\"desired\":\"" + desired + "\"}");
        assertEquals(answer.body(), expected, answer.statusCode());
        return answer.statusCode();
    }

    /** Signed with the demo's own key, and installed through the ordinary door. */
    private void license(String... ids) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Optional<Instant>> ends = new HashMap<>();
        Arrays.stream(ids).forEach(id -> ends.put(id, Optional.empty()));
        Licence licence = new Licence(
                "exam-" + System.nanoTime(),
                "exam",
                "demo-taiyuan",
                now,
                now.minusSeconds(60),
                now.plus(Duration.ofDays(300)),
                Duration.ofDays(30),
                Duration.ofDays(30),
                List.of("1401"),
                ends,
                Map.of());
        String jws =
                LicenceFormat.sign(licence, "demo", LicenceKeys.readPrivate(data().resolve("headquarters/demo.pem")));
        var answer = operator.put("/api/v1/licence", "text/plain", jws);
        assertEquals(answer.body(), 200, answer.statusCode());
    }

    private Path data() {
        return Path.of(context.getProperty("portal.data"));
    }

    private Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElse(null);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + SOON + ": " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
