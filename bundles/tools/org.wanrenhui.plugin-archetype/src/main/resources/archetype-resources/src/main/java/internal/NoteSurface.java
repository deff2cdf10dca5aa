package ${package}.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationSource;

/** Where the notes are found: among the services. */
@Component(service = NavigationSource.class)
public final class NoteSurface implements NavigationSource {

    @Override
    public List<NavigationItem> items() {
        return List.of(NavigationItem.of(NavigationItem.Place.SERVICE, "module.title", "/${module}", "pin", 500));
    }
}
