package org.wanrenhui.portal.moderation.internal.web;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;
import org.wanrenhui.portal.moderation.internal.store.Jurisdiction;

/** Where the moderation stands, and who may do what. */
@Component(service = {NavigationSource.class, PermissionSource.class})
public final class ModerationSurface implements NavigationSource, PermissionSource {

    private static final String GROUP = "console.group.content";

    @Override
    public List<NavigationItem> items() {
        return List.of(
                NavigationItem.officeInAnyScope(
                        GROUP, "moderation.queue", "/console/moderation", "clipboard-check", 100, Jurisdiction.REVIEW),
                NavigationItem.officeInAnyScope(
                        GROUP,
                        "moderation.sanctions",
                        "/console/moderation/sanctions",
                        "ban",
                        110,
                        Jurisdiction.REVIEW),
                NavigationItem.office(
                        GROUP, "moderation.words", "/console/moderation/words", "list-check", 120, Jurisdiction.WORDS),
                NavigationItem.of(Place.ME, "moderation.mine", "/moderation/mine", "gavel", 700));
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                new Permission(Jurisdiction.REVIEW, "permission.moderation.review", Set.of(Role.AGENT, Role.OPERATOR)),
                new Permission(Jurisdiction.WORDS, "permission.moderation.words", Set.of(Role.OPERATOR)));
    }
}
