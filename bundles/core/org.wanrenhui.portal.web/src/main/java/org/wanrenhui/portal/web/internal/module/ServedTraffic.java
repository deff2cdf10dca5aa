package org.wanrenhui.portal.web.internal.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.web.internal.page.Blocks;
import org.wanrenhui.portal.web.internal.page.Navigation;
import org.wanrenhui.portal.web.internal.page.Renderer;

/** What the console wants to know of a module's requests. */
@Component
public final class ServedTraffic implements ModuleTraffic {

    private final ModuleApps apps;
    private final Traffic traffic;
    private final Navigation navigation;
    private final Blocks blocks;
    private final Renderer renderer;
    private final Pace pace;

    @Activate
    public ServedTraffic(
            @Reference ModuleApps apps,
            @Reference Traffic traffic,
            @Reference Navigation navigation,
            @Reference Blocks blocks,
            @Reference Renderer renderer,
            @Reference Pace pace) {
        this.apps = apps;
        this.pace = pace;
        this.traffic = traffic;
        this.navigation = navigation;
        this.blocks = blocks;
        this.renderer = renderer;
    }

    @Override
    public Figures figures(String moduleId, Locale locale) {
        return traffic.figures(
                moduleId, failure -> renderer.ownView().text(locale, failure.key(), failure.arguments()));
    }

    @Override
    public int inFlight(String moduleId) {
        return traffic.inFlight(moduleId);
    }

    @Override
    public int end(String moduleId, boolean byForce) {
        return traffic.end(moduleId, byForce);
    }

    @Override
    public long keptBytes(String moduleId) {
        return blocks.keptBytes(moduleId)
                + apps.app(moduleId)
                        .map(app -> renderer.keptBytes(app.bundle()))
                        .orElse(0L);
    }

    @Override
    public boolean serving(String moduleId) {
        return apps.current(moduleId);
    }

    @Override
    public void changing(String moduleId) {
        apps.hold(moduleId);
        pace.slow();
    }

    @Override
    public void changed(String moduleId) {
        pace.free();
        apps.release(moduleId);
    }

    @Override
    public List<String> surface(String moduleId) {
        List<String> surface = new ArrayList<>();
        apps.app(moduleId).ifPresent(app -> {
            app.module().paths().forEach(path -> surface.add("/" + path));
            app.operations().stream()
                    .filter(Operation::api)
                    .forEach(operation -> surface.add(operation.method() + " " + operation.path()));
        });
        surface.addAll(blocks.surface(moduleId));
        surface.addAll(navigation.surface(moduleId));
        return surface;
    }
}
