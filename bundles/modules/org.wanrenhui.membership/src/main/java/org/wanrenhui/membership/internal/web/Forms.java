package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;

/** What every form does: go on after success, show itself again after an error. */
@Component(service = Forms.class)
public final class Forms {

    /** Problems that the person in front of the form can do something about. */
    private static final Set<Integer> SHOWN = Set.of(401, 409, 422, 429, 503, 413, 415);

    private final CurrentRequest request;

    @Activate
    public Forms(@Reference CurrentRequest request) {
        this.request = request;
    }

    /** Work that may find something wrong. */
    @FunctionalInterface
    public interface Attempt {
        Response run();
    }

    /** The form as it is to be shown again. */
    @FunctionalInterface
    public interface Again {
        Page with(List<FieldError> errors);
    }

    /** Runs the work; when a field is wrong, shows the form again with what was typed. */
    public Response attempt(Attempt work, Again again) {
        try {
            return work.run();
        } catch (Problem problem) {
            if (!SHOWN.contains(problem.status()) && !problem.type().equals("forbidden")) {
                throw problem;
            }
            return show(again.with(errors(problem)).status(problem.status()));
        }
    }

    /** A page as a response with its status. */
    public static Response show(Page page) {
        return Response.status(page.status()).entity(page).build();
    }

    /** The errors of a problem, translated. */
    public List<FieldError> errors(Problem problem) {
        Object[] arguments = problem.arguments();
        if (problem.fields().isEmpty()) {
            return List.of(new FieldError("", request.text(problem.getMessage(), arguments)));
        }
        List<FieldError> errors = new ArrayList<>();
        problem.fields().forEach((field, key) -> errors.add(new FieldError(field, request.text(key, arguments))));
        return errors;
    }

    /** Goes to a path of this portal with a message. */
    public Response done(String path, String textKey, Object... arguments) {
        request.flash(Flash.Kind.OK, request.text(textKey, arguments));
        return go(path);
    }

    /** Runs an action that has no form of its own; what is wrong becomes a message on the page it came from. */
    public Response act(String path, String textKey, Runnable action) {
        return act(path, () -> {
            action.run();
            return done(path, textKey);
        });
    }

    /** The same for an action that says itself what it has done. */
    public Response act(String path, Attempt action) {
        try {
            return action.run();
        } catch (Problem problem) {
            if (problem.status() != 409 && problem.status() != 422 && problem.status() != 429) {
                throw problem;
            }
            request.flash(Flash.Kind.BAD, errors(problem).get(0).text());
            return go(path);
        }
    }

    /** Goes to a path of this portal. */
    public static Response go(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** The path if it lies in this portal, else the other one. */
    public static String local(String path, String otherwise) {
        boolean safe = path != null && path.length() <= 500 && path.matches("/(?![/\\\\.])[!-~&&[^\"<>\\\\^`{|}]]*");
        if (!safe) {
            return otherwise;
        }
        try {
            return URI.create(path).getHost() == null ? path : otherwise;
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    /** Never null. */
    static String text(String value) {
        return value == null ? "" : value;
    }
}
