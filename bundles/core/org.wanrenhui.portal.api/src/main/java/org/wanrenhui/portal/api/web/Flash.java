package org.wanrenhui.portal.api.web;

/**
 * A message shown once, on the next page.
 *
 * @param kind how it is meant
 * @param text translated
 */
public record Flash(Kind kind, String text) {

    /** How a message is meant. */
    public enum Kind {
        OK,
        WARN,
        BAD
    }
}
