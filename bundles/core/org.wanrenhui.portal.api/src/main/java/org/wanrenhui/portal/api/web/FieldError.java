package org.wanrenhui.portal.api.web;

import java.util.List;

/**
 * What is wrong with one field of a form, for a template that shows the form again ({@code ui.errorSummary},
 * {@code ui.errorOf}).
 *
 * <pre>{@code
 * } catch (Problem problem) {
 *     return Page.of("lending/items", view(typed, FieldError.of(problem, request))).status(422);
 * }
 * }</pre>
 *
 * @param field name of the field as the form has it; empty for the form as a whole
 * @param text  one sentence in the reader's language
 */
public record FieldError(String field, String text) {

    /**
     * The errors of a problem, translated for the reader of the current request and in the order in which they were found.
     *
     * @param problem what a service threw
     * @param request the request being served
     * @return one error for each wrong field
     * @throws Problem the problem itself when it blames no field: that is for the error page, not for the form
     */
    public static List<FieldError> of(Problem problem, CurrentRequest request) {
        if (problem.fields().isEmpty()) {
            throw problem;
        }
        return problem.fields().entrySet().stream()
                .map(wrong -> new FieldError(wrong.getKey(), request.text(wrong.getValue(), problem.arguments())))
                .toList();
    }
}
