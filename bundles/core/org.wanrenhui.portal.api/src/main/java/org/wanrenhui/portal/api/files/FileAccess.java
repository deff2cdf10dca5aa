package org.wanrenhui.portal.api.files;

/** Who may read a file at this moment, as its owner says. */
public enum FileAccess {
    /** Everybody, signed in or not; browsers and proxies may keep it. */
    EVERYBODY,
    /** The one who asks; nobody may keep it for others. */
    CALLER,
    /** Not the one who asks, who is told that there is no such file. */
    NOBODY
}
