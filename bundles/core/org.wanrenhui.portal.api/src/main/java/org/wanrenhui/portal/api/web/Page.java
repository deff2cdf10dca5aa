package org.wanrenhui.portal.api.web;

/**
 * A page or a fragment of one: a template and the record it shows. Rendered by the portal with the active theme, which
 * may override the template by its name.
 *
 * @param template name without ending, for example {@code forum/topic}
 * @param model    what the template knows as {@code page}; a record of the module
 * @param status   HTTP status
 */
public record Page(String template, Object model, int status) {

    /** A page with status 200. */
    public static Page of(String template, Object model) {
        return new Page(template, model, 200);
    }

    /** The same page with another status, for example 422 for a form that is shown again with its errors. */
    public Page status(int status) {
        return new Page(template, model, status);
    }
}
