package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.SecondFactor;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.identity.SignIn;
import org.wanrenhui.membership.internal.identity.SignIn.Outcome;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;

/** Signing in by password and, where a member has one, second factor. */
@Component(service = WebResource.class)
@Path("/sign-in")
public final class SignInPages implements WebResource {

    private final SignIn signIn;
    private final Sessions sessions;
    private final SecondFactor secondFactor;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public SignInPages(
            @Reference SignIn signIn,
            @Reference Sessions sessions,
            @Reference SecondFactor secondFactor,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.request = request;
        this.forms = forms;
    }

    /** The form as filled in; the password is never shown again. */
    public record SignInView(String login, boolean remember, String returnTo, List<FieldError> errors) {}

    /** The form for the second factor. */
    public record CodeView(String ticket, String returnTo, List<FieldError> errors) {}

    @GET
    @Public
    public Response form(@QueryParam("return") String returnTo) {
        String path = Forms.local(returnTo, "/");
        if (request.caller().isPresent()) {
            return Forms.go(path);
        }
        return Forms.show(Page.of("membership/sign-in", new SignInView("", true, path, List.of())));
    }

    @POST
    @Public
    @AllowedWhenReadOnly
    public Response submit(
            @FormParam("login") String login,
            @FormParam("password") String password,
            @FormParam("remember") String remember,
            @FormParam("return") String returnTo) {
        String path = Forms.local(returnTo, "/");
        boolean persistent = remember != null;
        return forms.attempt(
                () -> {
                    Outcome outcome = signIn.password(login, password, origin(persistent));
                    return outcome.halfway()
                            ? Forms.show(
                                    Page.of("membership/sign-in-code", new CodeView(outcome.token(), path, List.of())))
                            : enter(outcome, persistent, path);
                },
                errors -> Page.of("membership/sign-in", new SignInView(Forms.text(login), persistent, path, errors)));
    }

    @POST
    @Path("/code")
    @Public
    @AllowedWhenReadOnly
    public Response code(
            @FormParam("ticket") String ticket, @FormParam("code") String code, @FormParam("return") String returnTo) {
        String path = Forms.local(returnTo, "/");
        return forms.attempt(
                () -> enter(signIn.code(ticket, code), true, path),
                errors -> Page.of("membership/sign-in", new SignInView("", true, path, errors)));
    }

    /** A new token for every sign-in; the one that this browser had before ends. */
    private Response enter(Outcome outcome, boolean persistent, String path) {
        request.sessionToken().ifPresent(sessions::end);
        request.sessionCookie(outcome.token(), persistent);
        if (secondFactor.isMissing(outcome.memberId())) {
            request.flash(Flash.Kind.WARN, request.text("membership.factor.required"));
            return Forms.go("/me/security/factor");
        }
        return forms.done(path, "membership.sign-in.welcome", outcome.name());
    }

    private Sessions.Origin origin(boolean persistent) {
        return new Sessions.Origin(request.userAgent(), request.clientAddress(), persistent);
    }
}
