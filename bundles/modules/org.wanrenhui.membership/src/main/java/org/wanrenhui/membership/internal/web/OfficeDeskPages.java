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
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Requires;

/** What waits in the communities, seen from the console. */
@Component(service = WebResource.class)
@Path("/console/members/verifications")
public final class OfficeDeskPages implements WebResource {

    private final Desk desk;
    private final Verifications verifications;
    private final Residences residences;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public OfficeDeskPages(
            @Reference Desk desk,
            @Reference Verifications verifications,
            @Reference Residences residences,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.desk = desk;
        this.verifications = verifications;
        this.residences = residences;
        this.request = request;
        this.forms = forms;
    }

    @GET
    @Requires("membership.manage")
    public Page queue(
            @QueryParam("community") long community,
            @QueryParam("after") String after,
            @QueryParam("residents") String residents) {
        return Page.of(
                "membership/console-verifications",
                desk.view(
                        request.requireCaller(), community, Paging.after(after), Paging.before(residents), List.of()));
    }

    @POST
    @Path("/requests/{id}")
    @Requires("membership.manage")
    public Response decide(
            @PathParam("id") long id, @FormParam("decision") String decision, @FormParam("reason") String reason) {
        return forms.act(
                "/console/members/verifications",
                "membership.decision.saved",
                () -> verifications.decide(request.requireCaller(), id, "approve".equals(decision), reason));
    }

    @POST
    @Path("/applicants/{id}")
    @Requires("membership.manage")
    public Response admit(@PathParam("id") long id, @FormParam("decision") String decision) {
        return forms.act(
                "/console/members/verifications",
                "membership.decision.saved",
                () -> residences.decide(request.requireCaller(), id, "approve".equals(decision)));
    }

    @POST
    @Path("/residents/{id}/withdraw")
    @Requires("membership.manage")
    public Response withdraw(@PathParam("id") long id, @FormParam("reason") String reason) {
        return forms.act(
                "/console/members/verifications",
                "membership.desk.withdrawn",
                () -> verifications.withdraw(request.requireCaller(), id, reason));
    }
}
