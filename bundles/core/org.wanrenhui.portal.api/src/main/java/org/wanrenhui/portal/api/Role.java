package org.wanrenhui.portal.api;

/** The kinds of people who live with the portal; a visitor has none of these. */
public enum Role {
    RESIDENT,
    MERCHANT,
    PROPERTY,
    AGENT,
    OPERATOR,
    HEADQUARTERS
}
