package org.wanrenhui.portal.web.internal.site;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;

/** Navigation and permissions that are there before any module. */
@Component
public final class SiteNavigation implements NavigationSource, PermissionSource {

    @Override
    public List<NavigationItem> items() {
        return List.of(
                NavigationItem.of(Place.MAIN, "nav.home", "/", "home", 0),
                NavigationItem.of(Place.TAB, "nav.home", "/", "home", 0),
                NavigationItem.of(Place.FOOT, "content.about.title", "/about", "info-circle", 100),
                NavigationItem.of(Place.FOOT, "content.help.title", "/help", "help", 200),
                NavigationItem.of(Place.FOOT, "content.privacy.title", "/privacy", "lock", 300),
                NavigationItem.of(Place.FOOT, "content.terms.title", "/terms", "file-text", 400),
                NavigationItem.of(Place.FOOT, "sitemap.title", "/sitemap", "sitemap", 500));
    }

    @Override
    public List<Permission> permissions() {
        return List.of(new Permission(AccessResource.PERMISSION, "permission.access-table", Set.of(Role.OPERATOR)));
    }
}
