package org.example.noticeboard.internal;

import org.wanrenhui.portal.api.web.Input;

/**
 * An entry as somebody has sent it, by form or as JSON; page and API refuse the same things.
 *
 * @param title 2 to 80 characters in one line
 * @param body  up to 1000 characters
 */
public record EntryDraft(String title, String body) {

    /** The entry as it is stored. Throws a problem that names the fields that are wrong. */
    EntryDraft checked() {
        Input input = new Input();
        EntryDraft checked = new EntryDraft(input.line("title", title, 2, 80), input.text("body", body, 0, 1000));
        input.verify();
        return checked;
    }
}
