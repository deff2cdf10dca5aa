package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.places.CommunityOffice;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;

/** Communities and belonging to them. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/communities")
@Produces(MediaType.APPLICATION_JSON)
public final class CommunitiesApi implements WebResource {

    private final KeptCommunities communities;
    private final Residences residences;
    private final Verifications verifications;
    private final CommunityOffice office;
    private final CurrentRequest request;

    @Activate
    public CommunitiesApi(
            @Reference KeptCommunities communities,
            @Reference Residences residences,
            @Reference Verifications verifications,
            @Reference CommunityOffice office,
            @Reference CurrentRequest request) {
        this.communities = communities;
        this.residences = residences;
        this.verifications = verifications;
        this.office = office;
        this.request = request;
    }

    /** Whether the caller belongs: {@code none}, {@code pending} or {@code member}. */
    public record Belonging(String membership) {}

    /** A community as the office edits it; buildings one a line, units behind a colon. */
    public record Draft(
            String slug,
            String name,
            String address,
            String intro,
            Long divisionCode,
            String joinRule,
            boolean open,
            Integer order,
            String buildings,
            Integer edition) {

        CommunityOffice.Draft toOffice() {
            return new CommunityOffice.Draft(
                    slug,
                    name,
                    address,
                    intro,
                    Body.number(divisionCode),
                    joinRule,
                    open,
                    Body.number(order),
                    buildings,
                    Body.number(edition));
        }
    }

    /** A new id. */
    public record Created(long id) {}

    @GET
    @Public
    public Slice<Community> list() {
        return new Slice<>(communities.all(), null);
    }

    @GET
    @Path("/{id}")
    @Public
    public Community find(@PathParam("id") long id) {
        return open(id);
    }

    private Community open(long id) {
        return communities
                .byId(id)
                .flatMap(community -> communities.bySlug(community.slug()))
                .orElseThrow(Problem::notFound);
    }

    @GET
    @Path("/{id}/membership")
    @SignedIn
    public Belonging belonging(@PathParam("id") long id) {
        return new Belonging(residences.standing(request.caller(), open(id).id()));
    }

    @PUT
    @Path("/{id}/membership")
    @SignedIn
    public Belonging join(@PathParam("id") long id) {
        return new Belonging(residences.join(request.requireCaller().id(), open(id)) ? "member" : "pending");
    }

    @DELETE
    @Path("/{id}/membership")
    @SignedIn
    @AllowedWhenReadOnly
    public void leave(@PathParam("id") long id) {
        residences.leave(request.requireCaller().id(), id);
    }

    @POST
    @Path("/{id}/verifications")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Response verify(@PathParam("id") long id, Verifications.Draft draft) {
        long created = verifications.request(request.requireCaller(), open(id), Body.required(draft));
        return Response.status(Response.Status.CREATED)
                .entity(new Created(created))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(value = "membership.regions", anyScope = true)
    public Response create(Draft draft) {
        long created =
                office.save(request.requireCaller(), 0, Body.required(draft).toOffice());
        return Response.status(Response.Status.CREATED)
                .entity(new Created(created))
                .build();
    }

    @GET
    @Path("/{id}/record")
    @Requires(value = "membership.regions", anyScope = true)
    public CommunityOffice.View view(@PathParam("id") long id) {
        return office.find(request.requireCaller(), id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(value = "membership.regions", anyScope = true)
    public CommunityOffice.View edit(@PathParam("id") long id, Draft draft) {
        office.save(request.requireCaller(), id, Body.required(draft).toOffice());
        return office.find(request.requireCaller(), id);
    }
}
