package org.wanrenhui.itests.kiosk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.web.Page;

/** What the kiosk adds to the portal's pages. */
@Component(service = {Block.class, NavigationSource.class})
public final class KioskSurface implements Block, NavigationSource {

    @Override
    public List<NavigationItem> items() {
        return List.of(NavigationItem.of(Place.MAIN, "module.title", "/kiosk", "plug", 900));
    }

    @Override
    public String name() {
        return "kiosk.today";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.main");
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        return Optional.of(Page.of("kiosk/block", null));
    }
}
