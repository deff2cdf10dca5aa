package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.growth.CheckIns;
import org.wanrenhui.membership.internal.growth.Growth;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.SignedIn;

/** One's own points, level, tasks and check-in. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/me/growth")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnGrowthApi implements WebResource {

    private final Growth growth;
    private final CheckIns checkIns;
    private final Appeals appeals;
    private final CurrentRequest request;

    @Activate
    public OwnGrowthApi(
            @Reference Growth growth,
            @Reference CheckIns checkIns,
            @Reference Appeals appeals,
            @Reference CurrentRequest request) {
        this.growth = growth;
        this.checkIns = checkIns;
        this.appeals = appeals;
        this.request = request;
    }

    /** Why a change of points is wrong. */
    public record Words(String words) {}

    /** Days in a row. */
    public record CheckedIn(int streak) {}

    @GET
    @SignedIn
    public Growth.Summary summary() {
        return growth.summary(request.requireCaller().id(), request.locale());
    }

    @GET
    @Path("/tasks")
    @SignedIn
    public Slice<Growth.Task> tasks() {
        return new Slice<>(growth.tasks(request.requireCaller().id(), request.locale()), null);
    }

    @GET
    @Path("/points")
    @SignedIn
    public Slice<Growth.Entry> points(@QueryParam("after") String after, @QueryParam("limit") Integer limit) {
        return growth.history(
                request.requireCaller().id(), Paging.before(after), Paging.limit(limit), request.locale());
    }

    @POST
    @Path("/points/{id}/appeal")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public void appeal(@PathParam("id") long id, Words words) {
        appeals.open(request.requireCaller().id(), id, Body.required(words).words());
    }

    @GET
    @Path("/check-in")
    @SignedIn
    public CheckIns.State checkInState() {
        return checkIns.state(request.requireCaller().id());
    }

    @POST
    @Path("/check-in")
    @SignedIn
    public CheckedIn checkIn() {
        return new CheckedIn(checkIns.checkIn(request.requireCaller().id()));
    }
}
