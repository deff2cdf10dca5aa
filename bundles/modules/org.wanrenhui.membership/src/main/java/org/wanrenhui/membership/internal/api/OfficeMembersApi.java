package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.identity.SecondFactor;
import org.wanrenhui.membership.internal.people.MemberOffice;
import org.wanrenhui.membership.internal.people.RoleGrants;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** Members as an operator manages them. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/office/members")
@Produces(MediaType.APPLICATION_JSON)
public final class OfficeMembersApi implements WebResource {

    private final MemberOffice office;
    private final RoleGrants grants;
    private final SecondFactor secondFactor;
    private final Appeals appeals;
    private final CurrentRequest request;

    @Activate
    public OfficeMembersApi(
            @Reference MemberOffice office,
            @Reference RoleGrants grants,
            @Reference SecondFactor secondFactor,
            @Reference Appeals appeals,
            @Reference CurrentRequest request) {
        this.office = office;
        this.grants = grants;
        this.secondFactor = secondFactor;
        this.appeals = appeals;
        this.request = request;
    }

    /** A role to grant: {@code {"role":"AGENT","scopeKind":"COMMUNITY","scopeId":7}}. */
    public record Grant(Role role, Scope.Kind scopeKind, long scopeId) {}

    /** Why. */
    public record Reason(String reason) {}

    /** A change of points by hand. */
    public record Adjustment(Integer amount, String reason) {}

    @GET
    @Requires("membership.manage")
    public Slice<MemberOffice.View> list(
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("role") @DefaultValue("") String role,
            @QueryParam("community") long community,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit) {
        MemberOffice.check(request.requireCaller());
        return office.list(
                new MemberOffice.Filter(query, state, role, community), Paging.before(after), Paging.limit(limit));
    }

    @GET
    @Path("/{id}")
    @Requires("membership.manage")
    public MemberOffice.View find(@PathParam("id") long id) {
        MemberOffice.check(request.requireCaller());
        return office.find(id);
    }

    @PUT
    @Path("/{id}/suspension")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.manage")
    public void suspend(@PathParam("id") long id, Reason reason) {
        MemberOffice.check(request.requireCaller());
        office.suspend(request.requireCaller(), id, Body.required(reason).reason());
    }

    @DELETE
    @Path("/{id}/suspension")
    @Requires("membership.manage")
    public void restore(@PathParam("id") long id) {
        MemberOffice.check(request.requireCaller());
        office.restore(id);
    }

    /** Ends the account at its member's wish. */
    @POST
    @Path("/{id}/erase")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.manage")
    public void erase(@PathParam("id") long id, Reason given) {
        MemberOffice.check(request.requireCaller());
        office.erase(request.requireCaller(), id, Body.required(given).reason());
    }

    @DELETE
    @Path("/{id}/factor")
    @Requires("membership.manage")
    public void resetFactor(@PathParam("id") long id) {
        MemberOffice.check(request.requireCaller());
        office.find(id);
        secondFactor.remove(id);
    }

    @GET
    @Path("/{id}/roles")
    @Requires("membership.manage")
    public Slice<RoleGrants.View> roles(@PathParam("id") long id) {
        MemberOffice.check(request.requireCaller());
        office.find(id);
        return new Slice<>(grants.of(id), null);
    }

    @POST
    @Path("/{id}/roles")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.manage")
    public Slice<RoleGrants.View> grant(@PathParam("id") long id, Grant given) {
        Grant grant = Body.required(given);
        if (grant.role() == null || grant.scopeKind() == null) {
            throw Problem.invalid("role", "input.required");
        }
        grants.grant(request.requireCaller(), id, grant.role(), new Scope(grant.scopeKind(), grant.scopeId()));
        return new Slice<>(grants.of(id), null);
    }

    @DELETE
    @Path("/{id}/roles/{grant}")
    @Requires("membership.manage")
    public void revoke(@PathParam("id") long id, @PathParam("grant") long grant) {
        grants.revoke(request.requireCaller(), id, grant);
    }

    @POST
    @Path("/{id}/points")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.manage")
    public void adjust(@PathParam("id") long id, Adjustment given) {
        MemberOffice.check(request.requireCaller());
        Adjustment adjustment = Body.required(given);
        appeals.adjust(request.requireCaller(), id, Body.number(adjustment.amount()), adjustment.reason());
    }
}
