package org.wanrenhui.portal.api;

/**
 * Where a role or a permission holds.
 *
 * @param kind what the id names
 * @param id   id of the community, company or shop; a division code for {@link Kind#REGION}; 0 for {@link Kind#PORTAL}
 */
public record Scope(Kind kind, long id) {

    /** What a scope can be. */
    public enum Kind {
        PORTAL,
        REGION,
        COMMUNITY,
        COMPANY,
        SHOP
    }

    /** The whole portal. */
    public static final Scope PORTAL = new Scope(Kind.PORTAL, 0);

    /** One community. */
    public static Scope community(long id) {
        return new Scope(Kind.COMMUNITY, id);
    }

    /** A region by its official division code, for example 140105. */
    public static Scope region(long divisionCode) {
        return new Scope(Kind.REGION, divisionCode);
    }
}
