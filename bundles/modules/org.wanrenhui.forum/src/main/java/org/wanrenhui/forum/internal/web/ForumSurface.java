package org.wanrenhui.forum.internal.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.forum.internal.store.Rights;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;

/** Where the forum stands in the portal, and what it lets whom do. */
@Component(service = {NavigationSource.class, PermissionSource.class})
public final class ForumSurface implements NavigationSource, PermissionSource {

    @Override
    public List<NavigationItem> items() {
        return List.of(
                NavigationItem.of(Place.MAIN, "forum.title", "/forum", "message-circle", 200),
                NavigationItem.of(Place.TAB, "forum.title", "/forum", "message-circle", 200),
                new NavigationItem(Place.SERVICE, "forum.title", "/forum", "message-circle", 100, "", "brand"),
                new NavigationItem(Place.SERVICE, "forum.hot", "/forum/hot", "flame", 110, "", "lamp"),
                new NavigationItem(Place.SERVICE, "forum.service.food", "/forum/b/food", "soup", 120, "", "lamp"),
                new NavigationItem(Place.SERVICE, "forum.service.outing", "/forum/b/outing", "route", 130, "", "info"),
                NavigationItem.of(Place.ME, "forum.mine", "/forum/mine", "message-circle", 300),
                NavigationItem.of(Place.ME, "forum.followed", "/forum/followed", "bell", 310),
                NavigationItem.officeInAnyScope(
                        "console.group.content",
                        "forum.manage",
                        "/forum/manage",
                        "message-circle",
                        250,
                        Rights.MANAGE));
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(Rights.POST, "permission.forum.post", EnumSet.allOf(Role.class)),
                new Permission(
                        Rights.ANNOUNCE, "permission.forum.announce", Set.of(Role.AGENT, Role.PROPERTY, Role.OPERATOR)),
                new Permission(Rights.MODERATE, "permission.forum.moderate", Set.of(Role.AGENT, Role.OPERATOR)),
                new Permission(Rights.MANAGE, "permission.forum.manage", Set.of(Role.OPERATOR)));
    }
}
