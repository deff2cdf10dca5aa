package org.wanrenhui.portal.api.spi;

/**
 * One item of navigation.
 *
 * @param place      where it stands
 * @param titleKey   text of the module
 * @param href       path that it leads to
 * @param icon       name of an icon in the theme's sprite (the base theme's are Tabler names listed in its
 *                   {@code src/main/icons}); one that is not there leaves the place empty
 * @param order      smaller comes first; the portal's own items use multiples of 100
 * @param permission permission that a caller needs to see it; empty for everybody
 * @param group      text key of the heading it stands under, for {@link Place#OFFICE}; tint family for
 *                   {@link Place#SERVICE} ({@code brand}, {@code lamp}, {@code info}, {@code rose}); else empty
 * @param anyScope   whether the permission in some community or region is enough, as for the page that it leads to
 *                   ({@link org.wanrenhui.portal.api.web.Requires#anyScope()})
 */
public record NavigationItem(
        Place place,
        String titleKey,
        String href,
        String icon,
        int order,
        String permission,
        String group,
        boolean anyScope) {

    /** An item that the permission in some scope is enough for. */
    public NavigationItem(
            Place place, String titleKey, String href, String icon, int order, String permission, String group) {
        this(place, titleKey, href, icon, order, permission, group, true);
    }

    /** Where an item stands. */
    public enum Place {
        /** Main navigation at the top, and the site map. */
        MAIN,
        /** Bar at the bottom of a phone, four at most. */
        TAB,
        /** Grid of services on the home page. */
        SERVICE,
        /** Links in the foot of every page. */
        FOOT,
        /** Pages of the member's own: /me. */
        ME,
        /** Operator console. */
        OFFICE
    }

    /** An item that everybody sees. */
    public static NavigationItem of(Place place, String titleKey, String href, String icon, int order) {
        return new NavigationItem(place, titleKey, href, icon, order, "", "");
    }

    /**
     * An item of the console, under a heading ({@code console.group.content}, {@code .people}, {@code .system}), for
     * those who have the permission for the whole portal.
     */
    public static NavigationItem office(
            String group, String titleKey, String href, String icon, int order, String permission) {
        return new NavigationItem(Place.OFFICE, titleKey, href, icon, order, permission, group, false);
    }

    /** An item of the console that the permission in some community or region is enough for. */
    public static NavigationItem officeInAnyScope(
            String group, String titleKey, String href, String icon, int order, String permission) {
        return new NavigationItem(Place.OFFICE, titleKey, href, icon, order, permission, group, true);
    }
}
