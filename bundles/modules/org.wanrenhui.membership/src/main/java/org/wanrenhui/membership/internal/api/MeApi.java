package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Recovery;
import org.wanrenhui.membership.internal.identity.SecondFactor;
import org.wanrenhui.membership.internal.people.Portraits;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.membership.internal.people.Ties;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.SignedIn;

/** One's own account. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeApi implements WebResource {

    private final Profiles profiles;
    private final Portraits portraits;
    private final Recovery recovery;
    private final SecondFactor secondFactor;
    private final Residences residences;
    private final Ties ties;
    private final CurrentRequest request;

    @Activate
    public MeApi(
            @Reference Profiles profiles,
            @Reference Portraits portraits,
            @Reference Recovery recovery,
            @Reference SecondFactor secondFactor,
            @Reference Residences residences,
            @Reference Ties ties,
            @Reference CurrentRequest request) {
        this.profiles = profiles;
        this.portraits = portraits;
        this.recovery = recovery;
        this.secondFactor = secondFactor;
        this.residences = residences;
        this.ties = ties;
        this.request = request;
    }

    /** A change of password. */
    public record PasswordChange(String old, String password) {}

    /** Six digits of the authenticator. */
    public record Code(String code) {}

    @GET
    @SignedIn
    public Profiles.Own own() {
        return profiles.own(request.requireCaller().id());
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Profiles.Own edit(Profiles.Draft draft) {
        profiles.edit(request.requireCaller().id(), Body.required(draft));
        return own();
    }

    @PUT
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @AllowedWhenReadOnly
    public void password(PasswordChange given) {
        PasswordChange change = Body.required(given);
        recovery.change(
                request.requireCaller().id(),
                change.old(),
                change.password(),
                request.sessionToken().orElse(""));
    }

    /** An uploaded file: {@code POST /api/v1/files?for=membership.portrait}. */
    public record Picture(long file) {}

    @PUT
    @Path("/picture")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Profiles.Own picture(Picture picture) {
        portraits.put(request.requireCaller(), Body.required(picture).file());
        return own();
    }

    @DELETE
    @Path("/picture")
    @SignedIn
    @AllowedWhenReadOnly
    public void removePicture() {
        portraits.remove(request.requireCaller(), request.requireCaller().id());
    }

    @GET
    @Path("/communities")
    @SignedIn
    public Slice<Residences.ResidenceView> communities() {
        return new Slice<>(residences.of(request.requireCaller().id()), null);
    }

    @GET
    @Path("/blocked")
    @SignedIn
    public Slice<MemberCard> blocked(@QueryParam("after") String after, @QueryParam("limit") Integer limit) {
        return ties.list(request.requireCaller().id(), Ties.Side.BLOCKED, Paging.before(after), Paging.limit(limit));
    }

    /** Begins an enrolment; the secret is only shown to its own member and only until it is in use. */
    @POST
    @Path("/factor/secret")
    @SignedIn
    public SecondFactor.State factor() {
        return secondFactor.state(request.requireCaller().id());
    }

    @POST
    @Path("/factor")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Slice<String> enrol(Code code) {
        return new Slice<>(
                secondFactor.enrol(
                        request.requireCaller().id(),
                        Body.required(code).code(),
                        request.sessionToken().orElse("")),
                null);
    }

    @DELETE
    @Path("/factor")
    @SignedIn
    public void removeFactor(@QueryParam("code") String code) {
        secondFactor.removeOwn(request.requireCaller().id(), code);
    }
}
