package org.wanrenhui.forum.internal.web;

import java.util.List;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;

/** A field and what is wrong with it, in the reader's language. */
public record FieldError(String field, String text) {

    static List<FieldError> of(Problem problem, CurrentRequest request) {
        return problem.fields().entrySet().stream()
                .map(e -> new FieldError(e.getKey(), request.text(e.getValue(), problem.arguments())))
                .toList();
    }
}
