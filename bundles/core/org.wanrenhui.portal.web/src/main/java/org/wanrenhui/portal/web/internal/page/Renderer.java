package org.wanrenhui.portal.web.internal.page;

import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;

/** Turns pages into HTML in the active theme. */
@Component(service = Renderer.class)
public final class Renderer {

    /** Fills a place of a page; see {@link Blocks}. */
    interface Places {
        String fill(String place, Exchange exchange);
    }

    private record Kept(ModuleView view, String theme, long generation, long modified) {}

    private final BundleContext context;
    private final Themes themes;
    private final StaticFiles files;
    private final Navigation navigation;
    private final Surroundings surroundings;
    private final Map<Long, Kept> views = new ConcurrentHashMap<>();
    private final BundleListener forget = this::forget;
    private final Queue<PageBuffer> buffers = new ArrayBlockingQueue<>(16);
    private volatile Moments moments = new Moments(ZoneId.of("Asia/Shanghai"));
    private volatile Places places = (place, exchange) -> "";

    @Activate
    public Renderer(
            BundleContext context,
            @Reference Themes themes,
            @Reference StaticFiles files,
            @Reference Navigation navigation,
            @Reference Surroundings surroundings) {
        this.context = context;
        this.themes = themes;
        this.files = files;
        this.navigation = navigation;
        this.surroundings = surroundings;
        context.addBundleListener(forget);
    }

    @Deactivate
    void close() {
        context.removeBundleListener(forget);
        views.clear();
    }

    void places(Places filler) {
        this.places = filler;
    }

    /** Templates and texts as the bundle sees them in the active theme. */
    public ModuleView view(Bundle bundle) {
        String theme = themes.active();
        long generation = themes.generation();
        Kept kept = views.get(bundle.getBundleId());
        if (kept == null
                || kept.generation() != generation
                || !kept.theme().equals(theme)
                || kept.modified() != bundle.getLastModified()) {
            return read(bundle, theme, generation);
        }
        return kept.view();
    }

    private ModuleView read(Bundle bundle, String theme, long generation) {
        List<Bundle> order = themes.order(theme, bundle);
        // Before the texts: when the jar is replaced in between, the next call reads them again.
        long modified = bundle.getLastModified();
        try {
            ModuleView view = new ModuleView(bundle, order, Texts.of(order));
            views.put(bundle.getBundleId(), new Kept(view, theme, generation, modified));
            return view;
        } catch (IllegalStateException e) {
            if (bundle.getState() == Bundle.ACTIVE) {
                throw e;
            }
            // Its jar is being taken away or replaced at this moment; a page that shows something of it does without.
            List<Bundle> others =
                    order.stream().filter(other -> !other.equals(bundle)).toList();
            return new ModuleView(bundle, others, Texts.of(others));
        }
    }

    /** Bytes of the bundle's pages that are kept for guests. */
    public long keptBytes(Bundle bundle) {
        Kept kept = views.get(bundle.getBundleId());
        return kept == null ? 0 : kept.view().guests().bytes();
    }

    /** The portal's own view, for answers that no module gives. */
    public ModuleView ownView() {
        return view(context.getBundle());
    }

    /**
     * A page as UTF-8.
     *
     * @param html   its bytes
     * @param shared whether every guest with the same choices would get the same
     */
    record Html(byte[] html, boolean shared) {}

    /** Renders the page. Throws {@link IllegalStateException} when its template fails. */
    Html render(Page page, ModuleView view, Exchange exchange) {
        return rendered(page, view, exchange, (out, root) -> new Html(out.utf8(), root.shared()));
    }

    String text(Page page, ModuleView view, Exchange exchange) {
        return rendered(page, view, exchange, (out, root) -> out.toString());
    }

    private <T> T rendered(
            Page page, ModuleView view, Exchange exchange, BiFunction<PageBuffer, RenderModel, T> result) {
        PageBuffer out = borrow();
        try {
            var root = new RenderModel(page.model(), view, exchange, this);
            var environment = view.template(page.template()).createProcessingEnvironment(root, out, view.wrapper());
            environment.setLocale(exchange.locale());
            environment.process();
            return result.apply(out, root);
        } catch (TemplateException e) {
            throw new IllegalStateException("Template " + page.template() + " failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Template " + page.template() + " cannot be read", e);
        } finally {
            giveBack(out);
        }
    }

    /** An empty buffer, to be given back. */
    PageBuffer borrow() {
        PageBuffer spare = buffers.poll();
        return spare == null ? new PageBuffer() : spare;
    }

    void giveBack(PageBuffer buffer) {
        buffer.clear();
        if (buffer.worthKeeping()) {
            buffers.offer(buffer);
        }
    }

    String asset(ModuleView view, String path) {
        return view.address(path, file -> files.href(view.order(), file).orElse("/static/missing/" + file));
    }

    /** Address of the first file of that kind in the theme; empty when no theme has it. */
    public Optional<String> themeFile(String kind, String fallback) {
        ModuleView view = ownView();
        String found = view.address(
                kind + " of the theme", any -> files.href(view.order(), themes.file(themes.active(), kind, fallback))
                        .orElse(""));
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    List<String> themeFiles(ModuleView view, String kind) {
        return themes.files(themes.active(), kind).stream()
                .map(file -> asset(view, file))
                .toList();
    }

    String fill(String place, Exchange exchange) {
        return places.fill(place, exchange);
    }

    Navigation navigation() {
        return navigation;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Times in the portal's zone. */
    public Moments moments() {
        Moments known = moments;
        String zone = surroundings.setting("portal.zone", "Asia/Shanghai");
        if (!known.zone().equals(zone)) {
            try {
                known = new Moments(ZoneId.of(zone));
                moments = known;
            } catch (DateTimeException e) {
                return known;
            }
        }
        return known;
    }

    private void forget(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNINSTALLED) {
            views.remove(event.getBundle().getBundleId());
        }
    }
}
