package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Public;

/** Signing out. */
@Component(service = WebResource.class)
@Path("/sign-out")
public final class SignOutPages implements WebResource {

    private final Sessions sessions;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public SignOutPages(@Reference Sessions sessions, @Reference CurrentRequest request, @Reference Forms forms) {
        this.sessions = sessions;
        this.request = request;
        this.forms = forms;
    }

    /** Somebody who typed the address; only the button signs out. */
    @GET
    @Public
    public Response address() {
        return Forms.go("/me");
    }

    @POST
    @Public
    @AllowedWhenReadOnly
    public Response signOut() {
        request.sessionToken().ifPresent(sessions::end);
        request.sessionCookie("", false);
        return forms.done("/", "membership.signed-out");
    }
}
