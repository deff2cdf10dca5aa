package org.wanrenhui.portal.web.internal.module;

import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.servlet.ServletContainer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.page.Replies;

/**
 * The modules as requests meet them: one Jersey application for each, put together anew shortly after its resources have
 * changed. A request sees one table of owners from beginning to end.
 */
@Component(service = ModuleApps.class)
public final class ModuleApps {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleApps.class);
    private static final int ALL_STATES =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
    private static final long SETTLE_MILLIS = 60;
    private static final long DRAIN_MILLIS = 2_500;
    private static final int RETIRE_TRIES = 300;

    private final BundleContext context;
    private final RequestScope scope;
    private final Replies replies;
    private final Traffic traffic;
    private final Surroundings surroundings;
    private final Map<ServiceReference<WebResource>, WebResource> resources = new ConcurrentHashMap<>();
    private final ScheduledExecutorService assembly;
    private final AtomicBoolean due = new AtomicBoolean();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final BundleTracker<ModuleInfo> modules;
    private final ServiceTracker<WebResource, WebResource> tracker;
    private volatile Map<String, ModuleApp> apps = Map.of();
    private final AtomicLong generation = new AtomicLong();
    private volatile List<String> conflicts = List.of();
    private volatile Routes routes = Routes.of(List.of());
    private volatile ServletContext servlets;

    @Activate
    public ModuleApps(
            BundleContext context,
            @Reference RequestScope scope,
            @Reference Replies replies,
            @Reference Traffic traffic,
            @Reference Surroundings surroundings) {
        this.context = context;
        this.scope = scope;
        this.replies = replies;
        this.traffic = traffic;
        this.surroundings = surroundings;
        // Jersey does not find its own delegate between bundles
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        this.assembly = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "portal-assembly");
            thread.setDaemon(true);
            return thread;
        });
        this.modules = new ModuleTracker();
        this.tracker = new ResourceTracker();
    }

    @Deactivate
    void close() {
        tracker.close();
        modules.close();
        assembly.shutdownNow();
        apps.values().forEach(ModuleApps::destroy);
    }

    /** Begins to serve in the context; again when the HTTP service has been replaced. */
    public void open(ServletContext servletContext) {
        servlets = servletContext;
        assembly.execute(() -> {
            // not earlier: resources of this bundle need this component to be there
            modules.open();
            tracker.open();
            assemble(true);
        });
    }

    /** The module that the path belongs to, on or off. */
    public Optional<ModuleApp> owner(String path) {
        return routes.owner(path);
    }

    /** The modules as they are at this moment. */
    public Collection<ModuleApp> all() {
        return apps.values();
    }

    /** Paths and names that a module wanted and did not get, in words for an operator. */
    public List<String> conflicts() {
        return conflicts;
    }

    /** Claims of the module that were not granted. */
    List<Routes.Refusal> refusals(String moduleId) {
        return routes.refusals().stream()
                .filter(refusal -> refusal.module().equals(moduleId))
                .toList();
    }

    /** Grows with every assembly. */
    public long generation() {
        return generation.get();
    }

    /** Whether the module answers with exactly the resources that it has registered now, be it with none. */
    boolean current(String moduleId) {
        ModuleApp app = apps.get(moduleId);
        return app != null
                && (app.ready() || app.resources().isEmpty())
                && !due.get()
                && app.resources().equals(own(app.bundle()))
                && app.resources().size() == registered(app.bundle());
    }

    /** Also those that have been asked for and do not come: their components throw, or take their time. */
    private static long registered(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getState() == Bundle.ACTIVE ? bundle.getRegisteredServices() : null;
        return services == null
                ? 0
                : Stream.of(services)
                        .filter(service -> Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS))
                                .contains(WebResource.class.getName()))
                        .count();
    }

    /** One module; empty when it is not installed. */
    public Optional<ModuleApp> app(String moduleId) {
        return Optional.ofNullable(apps.get(moduleId));
    }

    /** Keeps the module as it is, although its resources come and go. */
    void hold(String moduleId) {
        held.add(moduleId);
    }

    /** Puts the module together from what it has now, at once. */
    void release(String moduleId) {
        if (held.remove(moduleId)) {
            due.set(true);
            assembly.execute(() -> assemble(false));
        }
    }

    private void changed() {
        if (due.compareAndSet(false, true)) {
            assembly.schedule(() -> assemble(false), SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void assemble(boolean anew) {
        due.set(false);
        if (servlets == null) {
            return;
        }
        Map<String, ModuleApp> before = apps;
        // in the order of installation: what comes later takes nothing from what was there
        Map<String, ModuleApp> after = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (var entry : new TreeMap<>(modules.getTracked()).entrySet()) {
            ModuleInfo module = entry.getValue();
            if (after.containsKey(module.id())) {
                twice.add(
                        entry.getKey().getSymbolicName() + " calls itself " + module.id() + ", as another bundle does");
                continue;
            }
            List<WebResource> own = own(entry.getKey());
            ModuleApp known = before.get(module.id());
            boolean same = !anew
                    && known != null
                    && known.bundle() == entry.getKey()
                    && known.module().equals(module)
                    && (known.resources().equals(own) || held.contains(module.id()));
            after.put(module.id(), same ? known : build(module, entry.getKey(), own));
        }
        apps = Collections.unmodifiableMap(after);
        routes = Routes.of(List.copyOf(after.values()));
        generation.incrementAndGet();
        report(twice);
        List<ModuleApp> gone = before.values().stream()
                .filter(app -> after.get(app.module().id()) != app)
                .toList();
        if (!gone.isEmpty()) {
            // requests in flight still use the old ones
            assembly.schedule(() -> retire(gone, RETIRE_TRIES), DRAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Destroys applications that have been replaced, as soon as their modules serve nothing at that moment. */
    private void retire(List<ModuleApp> gone, int tries) {
        List<ModuleApp> busy = new ArrayList<>();
        for (ModuleApp app : gone) {
            if (tries > 0 && traffic.inFlight(app.module().id()) > 0) {
                busy.add(app);
            } else {
                destroy(app);
            }
        }
        if (!busy.isEmpty()) {
            assembly.schedule(() -> retire(busy, tries - 1), 100, TimeUnit.MILLISECONDS);
        }
    }

    private void report(List<String> twice) {
        List<String> found = new ArrayList<>(twice);
        found.addAll(routes.refused());
        if (!found.equals(conflicts)) {
            found.forEach(conflict -> LOG.warn("Path not granted: {}", conflict));
        }
        conflicts = List.copyOf(found);
    }

    /** Whether these are still what the bundle answers with; an application outlives them by a moment. */
    private boolean registers(Bundle bundle, List<WebResource> answering) {
        return bundle.getState() == Bundle.ACTIVE && own(bundle).equals(answering);
    }

    private List<WebResource> own(Bundle bundle) {
        List<WebResource> own = new ArrayList<>();
        resources.keySet().stream()
                .filter(reference -> bundle.equals(reference.getBundle()))
                .sorted()
                .map(resources::get)
                .filter(java.util.Objects::nonNull)
                .forEach(own::add);
        return own;
    }

    private ModuleApp build(ModuleInfo module, Bundle bundle, List<WebResource> own) {
        List<Operation> operations = own.stream()
                .flatMap(resource -> Operation.of(resource).stream())
                .toList();
        Optional<ServletContainer> container = Optional.empty();
        if (!own.isEmpty()) {
            try {
                container = Optional.of(start(module, bundle, own));
            } catch (ServletException | RuntimeException e) {
                LOG.error("Module {} is not served: its resources do not fit together", module.id(), e);
                traffic.failed(module.id(), new Failure("traffic.failed.resources", e.getMessage()));
            }
        }
        return new ModuleApp(module, bundle, own, container, operations);
    }

    private ServletContainer start(ModuleInfo module, Bundle bundle, List<WebResource> own) throws ServletException {
        var config = new ResourceConfig();
        config.setApplicationName(module.id());
        config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        config.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        config.property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        config.register(new JacksonJsonProvider(StrictJson.mapper()));
        config.register(new Failures(() -> registers(bundle, own), scope, replies, traffic));
        config.register(new PageFilter(scope, replies));
        config.register(new AccessFeature(module, scope, surroundings));
        own.forEach(config::register);
        var container = new ServletContainer(config);
        container.init(new AppServletConfig(module.id(), servlets));
        return container;
    }

    private static void destroy(ModuleApp app) {
        app.container().ifPresent(ServletContainer::destroy);
    }

    /** Modules that are installed, whatever their state. */
    private final class ModuleTracker extends BundleTracker<ModuleInfo> {

        ModuleTracker() {
            super(ModuleApps.this.context, ALL_STATES, null);
        }

        @Override
        public ModuleInfo addingBundle(Bundle bundle, BundleEvent event) {
            ModuleInfo module = ModuleInfo.of(bundle).orElse(null);
            if (module != null) {
                changed();
            }
            return module;
        }

        @Override
        public void modifiedBundle(Bundle bundle, BundleEvent event, ModuleInfo module) {
            changed();
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, ModuleInfo module) {
            changed();
        }
    }

    /** Resources that the modules have registered. */
    private final class ResourceTracker extends ServiceTracker<WebResource, WebResource> {

        ResourceTracker() {
            super(ModuleApps.this.context, WebResource.class, null);
        }

        @Override
        public WebResource addingService(ServiceReference<WebResource> reference) {
            WebResource resource = super.addingService(reference);
            if (resource != null) {
                resources.put(reference, resource);
                changed();
            }
            return resource;
        }

        @Override
        public void removedService(ServiceReference<WebResource> reference, WebResource resource) {
            resources.remove(reference);
            changed();
            super.removedService(reference, resource);
        }
    }
}
