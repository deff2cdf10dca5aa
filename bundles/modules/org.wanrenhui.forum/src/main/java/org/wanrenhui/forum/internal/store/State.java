package org.wanrenhui.forum.internal.store;

/** States of topics and posts, as they stand in the tables. */
public final class State {

    /** Everybody who may read the board sees it. */
    public static final String VISIBLE = "VISIBLE";
    /** Only author and moderators see it until somebody has reviewed it. */
    public static final String HELD = "HELD";
    /** Folded by a moderator with a reason; author and moderators see it. */
    public static final String HIDDEN = "HIDDEN";
    /** Gone for everybody but moderators, who may restore it. */
    public static final String DELETED = "DELETED";

    private State() {}
}
