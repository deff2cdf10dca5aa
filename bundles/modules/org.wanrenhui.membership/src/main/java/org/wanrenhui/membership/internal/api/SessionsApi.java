package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.identity.SignIn;
import org.wanrenhui.membership.internal.identity.SignIn.Outcome;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** Sessions by API: the token goes into {@code Authorization: Bearer}. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsApi implements WebResource {

    private final SignIn signIn;
    private final Sessions sessions;
    private final CurrentRequest request;

    @Activate
    public SessionsApi(@Reference SignIn signIn, @Reference Sessions sessions, @Reference CurrentRequest request) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.request = request;
    }

    /** Login and password, and the code of the second factor for a member who has one. */
    public record Credentials(String login, String password, String code) {}

    /** Who signed in. */
    public record Who(long id, String name) {}

    /** A new session. */
    public record Opened(String token, Who member) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Public
    @AllowedWhenReadOnly
    public Response open(Credentials credentials) {
        Credentials given = Body.required(credentials);
        Sessions.Origin origin = new Sessions.Origin(request.userAgent(), request.clientAddress(), true);
        Outcome outcome = signIn.password(given.login(), given.password(), origin);
        if (outcome.halfway()) {
            if (given.code() == null || given.code().isBlank()) {
                throw Problem.of(401, "second-factor", "membership.factor.needed");
            }
            outcome = signIn.code(outcome.token(), given.code());
        }
        Opened opened = new Opened(outcome.token(), new Who(outcome.memberId(), outcome.name()));
        return Response.status(Response.Status.CREATED).entity(opened).build();
    }

    @GET
    @SignedIn
    public Slice<Sessions.SessionView> list() {
        return new Slice<>(
                sessions.list(
                        request.requireCaller().id(), request.sessionToken().orElse("")),
                null);
    }

    @DELETE
    @Path("/current")
    @SignedIn
    @AllowedWhenReadOnly
    public void endCurrent() {
        request.sessionToken().ifPresent(sessions::end);
    }

    @DELETE
    @Path("/{id}")
    @SignedIn
    @AllowedWhenReadOnly
    public void end(@PathParam("id") long id) {
        sessions.end(request.requireCaller().id(), id);
    }
}
