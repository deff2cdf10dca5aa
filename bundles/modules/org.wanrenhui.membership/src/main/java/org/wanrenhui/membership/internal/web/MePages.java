package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.CheckIns;
import org.wanrenhui.membership.internal.growth.Growth;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** The start of one's own pages, and the profile. */
@Component(service = WebResource.class)
@Path("/me")
public final class MePages implements WebResource {

    private final Profiles profiles;
    private final Growth growth;
    private final CheckIns checkIns;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public MePages(
            @Reference Profiles profiles,
            @Reference Growth growth,
            @Reference CheckIns checkIns,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.profiles = profiles;
        this.growth = growth;
        this.checkIns = checkIns;
        this.request = request;
        this.forms = forms;
    }

    /** Start of one's own pages. */
    public record MeView(Profiles.Own me, Growth.Summary growth, CheckIns.State checkIn) {}

    /** The profile form as filled in. */
    public record ProfileView(Profiles.Draft draft, long id, List<FieldError> errors) {}

    @GET
    @SignedIn
    public Page start() {
        long id = request.requireCaller().id();
        return Page.of(
                "membership/me",
                new MeView(profiles.own(id), growth.summary(id, request.locale()), checkIns.state(id)));
    }

    @GET
    @Path("/profile")
    @SignedIn
    public Page profile() {
        Profiles.Own own = profiles.own(request.requireCaller().id());
        return page(
                new Profiles.Draft(
                        own.name(), own.bio(), own.tint(), own.seeProfile(), own.seeCommunities(), own.seeActivity()),
                List.of());
    }

    @POST
    @Path("/profile")
    @SignedIn
    public Response saveProfile(
            @FormParam("name") String name,
            @FormParam("bio") String bio,
            @FormParam("tint") String tint,
            @FormParam("seeProfile") String seeProfile,
            @FormParam("seeCommunities") String seeCommunities,
            @FormParam("seeActivity") String seeActivity) {
        Profiles.Draft draft = new Profiles.Draft(
                Forms.text(name),
                Forms.text(bio),
                Forms.text(tint),
                Forms.text(seeProfile),
                Forms.text(seeCommunities),
                Forms.text(seeActivity));
        return forms.attempt(
                () -> {
                    profiles.edit(request.requireCaller().id(), draft);
                    return forms.done("/me/profile", "membership.saved");
                },
                errors -> page(draft, errors));
    }

    private Page page(Profiles.Draft draft, List<FieldError> errors) {
        return Page.of(
                "membership/me-profile",
                new ProfileView(draft, request.requireCaller().id(), errors));
    }
}
