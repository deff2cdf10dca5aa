package ${package}.internal;

import org.wanrenhui.portal.api.web.Input;

/**
 * A note as somebody has sent it, by form or as JSON; page and API refuse the same things.
 *
 * @param text 2 to 300 characters
 */
public record NoteDraft(String text) {

    /** The note as it is stored. Throws a problem that names the fields that are wrong. */
    NoteDraft checked() {
        Input input = new Input();
        NoteDraft checked = new NoteDraft(input.text("text", text, 2, 300));
        input.verify();
        return checked;
    }
}
