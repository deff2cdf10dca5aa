package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.Recovery;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;

/** A new password for somebody who has forgotten the old one. */
@Component(service = WebResource.class)
@Path("/recover")
public final class RecoverPages implements WebResource {

    private final Recovery recovery;
    private final Forms forms;

    @Activate
    public RecoverPages(@Reference Recovery recovery, @Reference Forms forms) {
        this.recovery = recovery;
        this.forms = forms;
    }

    /** The form; asks for the login first, then, once a code may have been sent, for code and new password. */
    public record RecoverView(String login, boolean sent, List<FieldError> errors) {}

    @GET
    @Public
    public Page form() {
        return page("", false, List.of());
    }

    @POST
    @Path("/code")
    @Public
    @AllowedWhenReadOnly
    public Response sendCode(@FormParam("login") String login) {
        return forms.attempt(
                () -> {
                    recovery.sendCode(parse(login));
                    return Forms.show(page(login, true, List.of()));
                },
                errors -> page(login, false, errors));
    }

    @POST
    @Public
    @AllowedWhenReadOnly
    public Response reset(
            @FormParam("login") String login, @FormParam("code") String code, @FormParam("password") String password) {
        return forms.attempt(
                () -> {
                    recovery.reset(parse(login), code, password);
                    return forms.done("/sign-in", "membership.recover.done");
                },
                errors -> page(login, true, errors));
    }

    private static LoginName parse(String login) {
        return LoginName.parse(login).orElseThrow(() -> Problem.invalid("login", "membership.login.malformed"));
    }

    private static Page page(String login, boolean sent, List<FieldError> errors) {
        return Page.of("membership/recover", new RecoverView(Forms.text(login), sent, errors));
    }
}
