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
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;

/** Requests that wait for somebody with an office. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/verifications")
@Produces(MediaType.APPLICATION_JSON)
public final class VerificationsApi implements WebResource {

    private final Verifications verifications;
    private final Residences residences;
    private final CurrentRequest request;

    @Activate
    public VerificationsApi(
            @Reference Verifications verifications,
            @Reference Residences residences,
            @Reference CurrentRequest request) {
        this.verifications = verifications;
        this.residences = residences;
        this.request = request;
    }

    /** Yes or no, and why. */
    public record Decision(boolean approve, String reason) {}

    @GET
    @Path("/own")
    @SignedIn
    public Slice<Verifications.View> own() {
        return new Slice<>(verifications.own(request.requireCaller().id()), null);
    }

    @GET
    @Requires(value = "membership.verify", anyScope = true)
    public Slice<Verifications.View> queue(
            @QueryParam("community") long community,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit) {
        return verifications.queue(request.requireCaller(), community, Paging.after(after), Paging.limit(limit));
    }

    @POST
    @Path("/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(value = "membership.verify", anyScope = true)
    public void decide(@PathParam("id") long id, Decision given) {
        Decision decision = Body.required(given);
        verifications.decide(request.requireCaller(), id, decision.approve(), decision.reason());
    }

    @GET
    @Path("/applicants")
    @Requires(value = "membership.verify", anyScope = true)
    public Slice<Residences.Applicant> applicants(
            @QueryParam("community") long community,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit) {
        return residences.applicants(request.requireCaller(), community, Paging.after(after), Paging.limit(limit));
    }

    @POST
    @Path("/applicants/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(value = "membership.verify", anyScope = true)
    public void admit(@PathParam("id") long id, Decision given) {
        residences.decide(request.requireCaller(), id, Body.required(given).approve());
    }

    /** Why a proof is taken back. */
    public record Reason(String reason) {}

    @GET
    @Path("/residents")
    @Requires(value = "membership.verify", anyScope = true)
    public Slice<Residences.Resident> residents(
            @QueryParam("community") long community,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit) {
        return residences.residents(request.requireCaller(), community, Paging.before(after), Paging.limit(limit));
    }

    @POST
    @Path("/residents/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(value = "membership.verify", anyScope = true)
    public void withdraw(@PathParam("id") long id, Reason given) {
        verifications.withdraw(request.requireCaller(), id, Body.required(given).reason());
    }
}
