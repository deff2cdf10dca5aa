package org.wanrenhui.forum.internal.text;

import org.wanrenhui.portal.api.Caller;

/** What each trust level opens; newcomers are limited in how much they write an hour, residents (2 and up) are not. */
public enum Trust {
    LEVEL_0(3, 12, false, false, false),
    LEVEL_1(10, 60, true, true, true),
    LEVEL_2(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true, true),
    LEVEL_3(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true, true),
    LEVEL_4(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true, true);

    private final int topicsPerHour;
    private final int postsPerHour;
    private final boolean links;
    private final boolean polls;
    private final boolean files;

    Trust(int topicsPerHour, int postsPerHour, boolean links, boolean polls, boolean files) {
        this.topicsPerHour = topicsPerHour;
        this.postsPerHour = postsPerHour;
        this.links = links;
        this.polls = polls;
        this.files = files;
    }

    /** Level of a caller. */
    public static Trust of(Caller caller) {
        return values()[Math.max(0, Math.min(4, caller.trust()))];
    }

    public int topicsPerHour() {
        return topicsPerHour;
    }

    public int postsPerHour() {
        return postsPerHour;
    }

    public boolean links() {
        return links;
    }

    public boolean polls() {
        return polls;
    }

    /** Whether posts with pictures or documents appear at once; those of others are looked at first. */
    public boolean files() {
        return files;
    }
}
