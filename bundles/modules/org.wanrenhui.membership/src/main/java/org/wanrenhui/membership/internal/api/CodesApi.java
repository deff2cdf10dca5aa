package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.Recovery;
import org.wanrenhui.membership.internal.identity.Registration;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;

/** Codes by mail or SMS, and a new password by one. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/codes")
@Produces(MediaType.APPLICATION_JSON)
public final class CodesApi implements WebResource {

    private final Registration registration;
    private final Recovery recovery;

    @Activate
    public CodesApi(@Reference Registration registration, @Reference Recovery recovery) {
        this.registration = registration;
        this.recovery = recovery;
    }

    /** Who asks. */
    public record Login(String login) {}

    /** A new password. */
    public record Reset(String login, String code, String password) {}

    @POST
    @Path("/register")
    @Consumes(MediaType.APPLICATION_JSON)
    @Public
    public Response register(Login given) {
        registration.sendCode(parse(Body.required(given).login()));
        return Response.accepted().build();
    }

    @POST
    @Path("/recover")
    @Consumes(MediaType.APPLICATION_JSON)
    @Public
    @AllowedWhenReadOnly
    public Response recover(Login given) {
        recovery.sendCode(parse(Body.required(given).login()));
        return Response.accepted().build();
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Public
    @AllowedWhenReadOnly
    public void reset(Reset given) {
        Reset reset = Body.required(given);
        recovery.reset(parse(reset.login()), reset.code(), reset.password());
    }

    private static LoginName parse(String login) {
        return LoginName.parse(login).orElseThrow(() -> Problem.invalid("login", "membership.login.malformed"));
    }
}
