package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.BeanParam;
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
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.Registration;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;

/** Becoming a member. */
@Component(service = WebResource.class)
@Path("/register")
public final class RegisterPages implements WebResource {

    private final Registration registration;
    private final Sessions sessions;
    private final Settings settings;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public RegisterPages(
            @Reference Registration registration,
            @Reference Sessions sessions,
            @Reference Settings settings,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.registration = registration;
        this.sessions = sessions;
        this.settings = settings;
        this.request = request;
        this.forms = forms;
    }

    /** Fields of the form. */
    public static final class Fields {
        @FormParam("login")
        String login;

        @FormParam("name")
        String name;

        @FormParam("password")
        String password;

        @FormParam("kind")
        String kind;

        @FormParam("code")
        String code;

        @FormParam("agreed")
        String agreed;

        @FormParam("return")
        String returnTo;

        Registration.Draft draft() {
            return new Registration.Draft(login, name, password, kind, code, agreed != null);
        }
    }

    /** The form; {@code withCode} when some login needs a code, {@code sent} after one was sent. */
    public record RegisterView(
            String login,
            String name,
            String kind,
            boolean agreed,
            String returnTo,
            boolean withCode,
            boolean sent,
            List<FieldError> errors) {}

    @GET
    @Public
    public Response form(@QueryParam("return") String returnTo, @QueryParam("kind") String kind) {
        if (request.caller().isPresent()) {
            return Forms.go("/me");
        }
        Fields empty = new Fields();
        empty.kind = kind;
        empty.returnTo = returnTo;
        return Forms.show(page(empty, false, List.of()));
    }

    @POST
    @Public
    public Response submit(@BeanParam Fields fields) {
        return forms.attempt(
                () -> {
                    long member = registration.register(fields.draft());
                    request.sessionToken().ifPresent(sessions::end);
                    Sessions.Origin origin = new Sessions.Origin(request.userAgent(), request.clientAddress(), true);
                    request.sessionCookie(sessions.open(member, origin, false), true);
                    String next = request.community().isPresent() ? "/" : "/communities";
                    return forms.done(
                            Forms.local(fields.returnTo, next),
                            "membership.registered",
                            Forms.text(fields.name).strip());
                },
                errors -> page(fields, fields.code != null && !fields.code.isBlank(), errors));
    }

    @POST
    @Path("/code")
    @Public
    public Response sendCode(@BeanParam Fields fields) {
        return forms.attempt(
                () -> {
                    LoginName login = LoginName.parse(fields.login)
                            .orElseThrow(() -> Problem.invalid("login", "membership.login.malformed"));
                    registration.sendCode(login);
                    return Forms.show(page(fields, true, List.of()));
                },
                errors -> page(fields, false, errors));
    }

    private Page page(Fields fields, boolean sent, List<FieldError> errors) {
        boolean withCode = settings.getBoolean("membership.verify.mail", false)
                || settings.getBoolean("membership.verify.sms", false);
        String kind = "MERCHANT".equals(fields.kind) || "PROPERTY".equals(fields.kind) ? fields.kind : "RESIDENT";
        return Page.of(
                "membership/register",
                new RegisterView(
                        Forms.text(fields.login),
                        Forms.text(fields.name),
                        kind,
                        fields.agreed != null,
                        Forms.local(fields.returnTo, ""),
                        withCode,
                        sent,
                        errors));
    }
}
