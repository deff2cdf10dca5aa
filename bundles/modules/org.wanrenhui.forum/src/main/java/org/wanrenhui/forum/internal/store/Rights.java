package org.wanrenhui.forum.internal.store;

/** Permissions of the forum. */
public final class Rights {

    /** Opens topics and replies. */
    public static final String POST = "forum.post";
    /** Acts on other people's content, within a jurisdiction. */
    public static final String MODERATE = "forum.moderate";
    /** Makes and changes boards. */
    public static final String MANAGE = "forum.manage";
    /** Opens topics on announcement boards. */
    public static final String ANNOUNCE = "forum.announce";

    private Rights() {}
}
