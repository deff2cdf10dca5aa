package org.wanrenhui.portal.api.module;

/** What a module may do at this moment. */
public enum ModuleMode {
    /** No page, block, navigation item, job or listener. */
    OFF,
    /** Pages and refunds work, nothing new is posted or sold: its licence has lapsed. */
    READ_ONLY,
    /** Everything works. */
    ON
}
