package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.api.Paging;
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.growth.Growth;
import org.wanrenhui.membership.internal.identity.SecondFactor;
import org.wanrenhui.membership.internal.people.MemberOffice;
import org.wanrenhui.membership.internal.people.RoleGrants;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Requires;

/** Members in the console. */
@Component(service = WebResource.class)
@Path("/console/members")
public final class OfficeMemberPages implements WebResource {

    private final MemberOffice office;
    private final RoleGrants grants;
    private final Residences residences;
    private final Growth growth;
    private final SecondFactor secondFactor;
    private final Appeals appeals;
    private final KeptCommunities communities;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public OfficeMemberPages(
            @Reference MemberOffice office,
            @Reference RoleGrants grants,
            @Reference Residences residences,
            @Reference Growth growth,
            @Reference SecondFactor secondFactor,
            @Reference Appeals appeals,
            @Reference KeptCommunities communities,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.office = office;
        this.grants = grants;
        this.residences = residences;
        this.growth = growth;
        this.secondFactor = secondFactor;
        this.appeals = appeals;
        this.communities = communities;
        this.request = request;
        this.forms = forms;
    }

    /** The list with its filters. */
    public record ListView(
            MemberOffice.Filter filter, List<MemberOffice.View> members, String next, List<Community> communities) {

        /** The filters as they stand in the address. */
        public String href() {
            return "/console/members?q=" + Addresses.encode(filter.query()) + "&state="
                    + Addresses.encode(filter.state()) + "&role=" + Addresses.encode(filter.role()) + "&community="
                    + filter.community();
        }
    }

    /** One member with everything that can be done. */
    public record DetailView(
            MemberOffice.View member,
            List<RoleGrants.View> roles,
            List<Residences.ResidenceView> residences,
            List<Growth.Entry> points,
            List<Community> communities,
            List<FieldError> errors) {}

    private static final int ROWS = 30;
    private static final int POINTS = 10;

    @GET
    @Requires("membership.manage")
    public Page list(
            @QueryParam("q") String query,
            @QueryParam("state") String state,
            @QueryParam("role") String role,
            @QueryParam("community") long community,
            @QueryParam("after") String after) {
        MemberOffice.check(request.requireCaller());
        MemberOffice.Filter filter =
                new MemberOffice.Filter(Forms.text(query), Forms.text(state), Forms.text(role), community);
        Slice<MemberOffice.View> slice = office.list(filter, Paging.before(after), ROWS);
        return Page.of(
                "membership/console-members", new ListView(filter, slice.items(), slice.next(), communities.all()));
    }

    @GET
    @Path("/{id}")
    @Requires("membership.manage")
    public Page detail(@PathParam("id") long id) {
        MemberOffice.check(request.requireCaller());
        return page(id, List.of());
    }

    private Page page(long id, List<FieldError> errors) {
        return Page.of(
                "membership/console-member",
                new DetailView(
                        office.find(id),
                        grants.of(id),
                        residences.of(id),
                        growth.history(id, Long.MAX_VALUE, POINTS, request.locale())
                                .items(),
                        communities.all(),
                        errors));
    }

    private Response act(long id, Runnable action) {
        MemberOffice.check(request.requireCaller());
        return forms.attempt(
                () -> {
                    action.run();
                    return forms.done("/console/members/" + id, "membership.saved");
                },
                errors -> page(id, errors));
    }

    @POST
    @Path("/{id}/suspend")
    @Requires("membership.manage")
    public Response suspend(@PathParam("id") long id, @FormParam("reason") String reason) {
        return act(id, () -> office.suspend(request.requireCaller(), id, reason));
    }

    @POST
    @Path("/{id}/erase")
    @Requires("membership.manage")
    public Response erase(@PathParam("id") long id, @FormParam("reason") String reason) {
        return act(id, () -> office.erase(request.requireCaller(), id, reason));
    }

    @POST
    @Path("/{id}/restore")
    @Requires("membership.manage")
    public Response restore(@PathParam("id") long id) {
        return act(id, () -> office.restore(id));
    }

    @POST
    @Path("/{id}/factor-reset")
    @Requires("membership.manage")
    public Response resetFactor(@PathParam("id") long id) {
        return act(id, () -> secondFactor.remove(office.find(id).id()));
    }

    @POST
    @Path("/{id}/points")
    @Requires("membership.manage")
    public Response points(
            @PathParam("id") long id, @FormParam("amount") String amount, @FormParam("reason") String reason) {
        return act(id, () -> appeals.adjust(request.requireCaller(), id, amount, reason));
    }

    @POST
    @Path("/{id}/roles")
    @Requires("membership.manage")
    public Response grant(@PathParam("id") long id, @FormParam("role") String role, @FormParam("scope") String scope) {
        return act(
                id,
                () -> grants.grant(
                        request.requireCaller(), id, Addresses.role(role), Addresses.scope(Forms.text(scope))));
    }

    @POST
    @Path("/{id}/roles/{grant}/revoke")
    @Requires("membership.manage")
    public Response revoke(@PathParam("id") long id, @PathParam("grant") long grant) {
        return act(id, () -> grants.revoke(request.requireCaller(), id, grant));
    }
}
