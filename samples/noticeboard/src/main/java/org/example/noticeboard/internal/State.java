package org.example.noticeboard.internal;

/** Who sees an entry; the words stand in the table. */
final class State {

    /** Everybody. */
    static final String SHOWN = "SHOWN";

    /** Its author and those who take entries down, until somebody has looked at it. */
    static final String HELD = "HELD";

    /** The same, because a moderator has decided so, or because not everybody may read its topic any more. */
    static final String HIDDEN = "HIDDEN";

    private State() {}
}
