package org.example.noticeboard.internal;

import java.util.List;
import org.wanrenhui.portal.api.web.FieldError;
import org.wanrenhui.portal.api.web.Page;

/**
 * The form for an entry.
 *
 * @param id    the entry that it changes; 0 for a new one
 * @param typed what stands in the fields
 */
public record EntryForm(long id, EntryDraft typed, List<FieldError> errors) {

    /** A form as somebody opens it. */
    static Page page(long id, EntryDraft typed) {
        return Page.of("noticeboard/form", new EntryForm(id, typed, List.of()));
    }

    /** A form with what was wrong. */
    static Page page(long id, EntryDraft typed, List<FieldError> errors) {
        return Page.of("noticeboard/form", new EntryForm(id, typed, errors)).status(422);
    }
}
