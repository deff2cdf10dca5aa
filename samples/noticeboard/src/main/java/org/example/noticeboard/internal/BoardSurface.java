package org.example.noticeboard.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.web.Page;

/** Where the board shows in the portal. */
@Component(service = {Block.class, NavigationSource.class})
public final class BoardSurface implements Block, NavigationSource {

    /** The newest entries. */
    public record Newest(List<Entries.Entry> entries) {}

    private final Entries entries;
    private final BoardSettings settings;

    @Activate
    public BoardSurface(@Reference Entries entries, @Reference BoardSettings settings) {
        this.entries = entries;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "noticeboard.newest";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.side", "community.side");
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        List<Entries.Entry> newest = entries.newest(Optional.empty(), Long.MAX_VALUE, settings.inBlock())
                .items();
        return newest.isEmpty() ? Optional.empty() : Optional.of(Page.of("noticeboard/block", new Newest(newest)));
    }

    @Override
    public List<NavigationItem> items() {
        return List.of(NavigationItem.of(
                NavigationItem.Place.SERVICE, "module.title", "/noticeboard", "clipboard-check", 500));
    }
}
