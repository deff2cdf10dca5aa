package org.wanrenhui.membership.internal.portal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationItem.Place;
import org.wanrenhui.portal.api.spi.NavigationSource;

/** Where membership can be found. */
@Component
public final class MembershipNavigation implements NavigationSource {

    private static final String PEOPLE = "console.group.people";

    @Override
    public List<NavigationItem> items() {
        return List.of(
                NavigationItem.of(Place.TAB, "membership.nav.me", "/me", "user", 900),
                NavigationItem.of(Place.MAIN, "membership.nav.communities", "/communities", "building-community", 850),
                new NavigationItem(
                        Place.SERVICE,
                        "membership.nav.communities",
                        "/communities",
                        "building-community",
                        810,
                        "",
                        "brand"),
                new NavigationItem(
                        Place.SERVICE, "membership.nav.check-in", "/me/growth", "calendar-check", 820, "", "lamp"),
                NavigationItem.of(Place.FOOT, "membership.nav.communities", "/communities", "building-community", 300),
                NavigationItem.of(Place.ME, "membership.nav.profile", "/me/profile", "edit", 100),
                NavigationItem.of(Place.ME, "membership.nav.residence", "/me/residence", "home", 200),
                NavigationItem.of(Place.ME, "membership.nav.growth", "/me/growth", "award", 300),
                NavigationItem.of(Place.ME, "membership.nav.ties", "/me/ties", "users", 400),
                NavigationItem.of(Place.ME, "membership.nav.contacts", "/me/contacts", "mail", 450),
                NavigationItem.of(Place.ME, "membership.nav.security", "/me/security", "shield-check", 500),
                NavigationItem.of(Place.ME, "membership.nav.data", "/me/data", "download", 950),
                new NavigationItem(
                        Place.ME,
                        "membership.nav.office",
                        "/me/community",
                        "clipboard-check",
                        600,
                        "membership.verify",
                        ""),
                NavigationItem.office(
                        PEOPLE, "membership.nav.members", "/console/members", "users", 100, "membership.manage"),
                NavigationItem.office(
                        PEOPLE,
                        "membership.nav.verifications",
                        "/console/members/verifications",
                        "user-check",
                        110,
                        "membership.manage"),
                NavigationItem.officeInAnyScope(
                        PEOPLE,
                        "membership.nav.regions",
                        "/console/regions",
                        "building-community",
                        120,
                        "membership.regions"),
                NavigationItem.office(
                        PEOPLE, "membership.nav.rules", "/console/growth", "award", 130, "membership.growth"));
    }
}
