package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Registration;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.membership.internal.people.Ties;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** Members: registering, profiles, ties, and the office. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/members")
@Produces(MediaType.APPLICATION_JSON)
public final class MembersApi implements WebResource {

    private final Registration registration;
    private final Profiles profiles;
    private final Ties ties;
    private final CurrentRequest request;

    @Activate
    public MembersApi(
            @Reference Registration registration,
            @Reference Profiles profiles,
            @Reference Ties ties,
            @Reference CurrentRequest request) {
        this.registration = registration;
        this.profiles = profiles;
        this.ties = ties;
        this.request = request;
    }

    /** A new member. */
    public record Registered(long id, String name) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Public
    public Response register(Registration.Draft draft) {
        long id = registration.register(Body.required(draft));
        return Response.status(Response.Status.CREATED)
                .entity(new Registered(id, profiles.own(id).name()))
                .build();
    }

    @GET
    @Path("/{id}")
    @Public
    public Profiles.View profile(@PathParam("id") long id) {
        return profiles.view(request.caller(), id);
    }

    @GET
    @Path("/{id}/followers")
    @Public
    public Slice<MemberCard> followers(
            @PathParam("id") long id, @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
        return list(id, Ties.Side.FOLLOWERS, after, limit);
    }

    @GET
    @Path("/{id}/followed")
    @Public
    public Slice<MemberCard> followed(
            @PathParam("id") long id, @QueryParam("after") String after, @QueryParam("limit") Integer limit) {
        return list(id, Ties.Side.FOLLOWED, after, limit);
    }

    private Slice<MemberCard> list(long id, Ties.Side side, String after, Integer limit) {
        if (!profiles.view(request.caller(), id).open()) {
            throw Problem.notFound();
        }
        return ties.list(id, side, Paging.before(after), Paging.limit(limit));
    }

    @PUT
    @Path("/{id}/follow")
    @SignedIn
    public void follow(@PathParam("id") long id) {
        ties.follow(request.requireCaller().id(), id);
    }

    @DELETE
    @Path("/{id}/follow")
    @SignedIn
    @AllowedWhenReadOnly
    public void unfollow(@PathParam("id") long id) {
        ties.unfollow(request.requireCaller().id(), id);
    }

    @PUT
    @Path("/{id}/block")
    @SignedIn
    @AllowedWhenReadOnly
    public void block(@PathParam("id") long id) {
        ties.block(request.requireCaller().id(), id);
    }

    @DELETE
    @Path("/{id}/block")
    @SignedIn
    @AllowedWhenReadOnly
    public void unblock(@PathParam("id") long id) {
        ties.unblock(request.requireCaller().id(), id);
    }
}
