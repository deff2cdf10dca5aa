package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;

/** How the console answers forms: onwards with a message, or the form again with what is wrong. */
@Component(service = Answers.class)
public final class Answers {

    /**
     * What is wrong with a form.
     *
     * @param field name of the field, or empty for the whole
     * @param text  translated
     */
    public record FieldError(String field, String text) {}

    private final CurrentRequest request;

    @Activate
    public Answers(@Reference CurrentRequest request) {
        this.request = request;
    }

    /** On to a path of the console, with good news. */
    public Response done(String path, String textKey, Object... arguments) {
        request.flash(Flash.Kind.OK, request.text(textKey, arguments));
        return Response.seeOther(URI.create(path)).build();
    }

    /** On to a path of the console, with what went wrong. */
    public Response failed(String path, String text) {
        request.flash(Flash.Kind.BAD, text);
        return Response.seeOther(URI.create(path)).build();
    }

    /** A page as a response with its status. */
    public static Response show(Page page) {
        return Response.status(page.status()).entity(page).build();
    }

    /** The words of a problem. */
    public String text(Problem problem) {
        return request.text(problem.getMessage(), problem.arguments());
    }

    /** The errors of a problem, translated. */
    public List<FieldError> errors(Problem problem) {
        if (problem.fields().isEmpty()) {
            return List.of(new FieldError("", text(problem)));
        }
        List<FieldError> errors = new ArrayList<>();
        problem.fields()
                .forEach((field, key) -> errors.add(new FieldError(field, request.text(key, problem.arguments()))));
        return errors;
    }

    /** A cursor as it came from outside; anything else than a number begins at the beginning. */
    static String cursor(String after) {
        return after != null && after.matches("\\d{1,18}") ? after : "";
    }

    /** A page size as it came from outside, 1 to 200. */
    static int limit(Integer limit, int fallback) {
        return limit == null ? fallback : Math.max(1, Math.min(200, limit));
    }
}
