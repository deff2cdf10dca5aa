package org.wanrenhui.portal.web.internal.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.wanrenhui.portal.api.module.PortalModule;
import org.wanrenhui.portal.api.module.PortalTheme;
import org.wanrenhui.portal.web.internal.Surroundings;

/**
 * The installed themes, and in which order bundles are asked for a template, text or static file. A theme that is a module
 * counts while that is on. Of two themes with one id the first installed counts, so that nobody puts on another's name.
 */
@Component(service = Themes.class)
public final class Themes implements BundleTrackerCustomizer<Long> {

    private static final String BASE = "base";
    private static final String DEFAULT = "lamplight";

    private record Theme(String id, Bundle bundle, Properties parts) {}

    private final Surroundings surroundings;
    private final Bundle own;
    /** What counts, by the bundle's id, which grows with each installation. */
    private final Map<Long, Theme> present = new TreeMap<>();

    private final AtomicLong generation = new AtomicLong();
    private final BundleTracker<Long> tracker;
    private volatile Map<String, Theme> themes = Map.of();

    @Activate
    public Themes(BundleContext context, @Reference Surroundings surroundings) {
        this.surroundings = surroundings;
        this.own = context.getBundle();
        this.tracker = new BundleTracker<>(context, Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    /** Id of the theme shown now: the one that is set; while that is away the default, and without that the base. */
    String active() {
        Map<String, Theme> known = themes;
        String wanted = surroundings.setting("portal.theme", DEFAULT);
        if (known.containsKey(wanted)) {
            return wanted;
        }
        return known.containsKey(DEFAULT) ? DEFAULT : BASE;
    }

    /** Grows whenever a theme comes, goes or changes. */
    long generation() {
        return generation.get();
    }

    /** Bundles to ask, most specific first: theme, base, module, portal. */
    List<Bundle> order(String theme, Bundle module) {
        List<Bundle> order = new ArrayList<>(4);
        for (String id : List.of(theme, BASE)) {
            Theme found = themes.get(id);
            if (found != null && !order.contains(found.bundle())) {
                order.add(found.bundle());
            }
        }
        if (module != null && !order.contains(module)) {
            order.add(module);
        }
        if (!order.contains(own)) {
            order.add(own);
        }
        return order;
    }

    /** Files of one kind ({@code css}, {@code js}) that a page links, those of base first. */
    List<String> files(String theme, String kind) {
        Map<String, Boolean> files = new LinkedHashMap<>();
        for (String id : List.of(BASE, theme)) {
            part(id, kind).ifPresent(value -> Arrays.stream(value.split("\\s*,\\s*"))
                    .forEach(file -> files.put(file, Boolean.TRUE)));
        }
        return List.copyOf(files.keySet());
    }

    /** One file ({@code icons}, {@code art}) of the theme, or of base when it brings none. */
    String file(String theme, String kind, String fallback) {
        return part(theme, kind).or(() -> part(BASE, kind)).orElse(fallback);
    }

    private Optional<String> part(String theme, String kind) {
        Theme found = themes.get(theme);
        return found == null
                ? Optional.empty()
                : Optional.ofNullable(found.parts().getProperty(kind)).map(String::trim);
    }

    @Override
    public Long addingBundle(Bundle bundle, BundleEvent event) {
        if (capabilities(bundle, PortalTheme.NAMESPACE).isEmpty()) {
            return null;
        }
        look(bundle);
        return bundle.getBundleId();
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Long id) {
        look(bundle);
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Long id) {
        put(id, null);
    }

    private void look(Bundle bundle) {
        boolean counts = bundle.getState() == Bundle.ACTIVE
                || capabilities(bundle, PortalModule.NAMESPACE).isEmpty();
        put(bundle.getBundleId(), counts ? read(bundle) : null);
    }

    private synchronized void put(long bundle, Theme theme) {
        Theme before = theme == null ? present.remove(bundle) : present.put(bundle, theme);
        if (Objects.equals(before, theme)) {
            return;
        }
        Map<String, Theme> first = new HashMap<>();
        present.values().forEach(candidate -> first.putIfAbsent(candidate.id(), candidate));
        themes = Map.copyOf(first);
        generation.incrementAndGet();
    }

    private static List<BundleCapability> capabilities(Bundle bundle, String namespace) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredCapabilities(namespace);
    }

    private static Theme read(Bundle bundle) {
        String id = String.valueOf(capabilities(bundle, PortalTheme.NAMESPACE)
                .get(0)
                .getAttributes()
                .get("id"));
        return new Theme(id, bundle, parts(bundle));
    }

    private static Properties parts(Bundle bundle) {
        Properties parts = new Properties();
        URL url = bundle.getEntry("theme.properties");
        if (url != null) {
            try (var reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                parts.load(reader);
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read theme.properties of " + bundle, e);
            }
        }
        return parts;
    }
}
