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
import org.wanrenhui.membership.internal.people.Contacts;
import org.wanrenhui.membership.internal.people.Portraits;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.SignedIn;

/** The start of one's own pages, and the profile. */
@Component(service = WebResource.class)
@Path("/me")
public final class MePages implements WebResource {

    private final Profiles profiles;
    private final Portraits portraits;
    private final Growth growth;
    private final CheckIns checkIns;
    private final Contacts contacts;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public MePages(
            @Reference Profiles profiles,
            @Reference Portraits portraits,
            @Reference Growth growth,
            @Reference CheckIns checkIns,
            @Reference Contacts contacts,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.profiles = profiles;
        this.portraits = portraits;
        this.growth = growth;
        this.checkIns = checkIns;
        this.contacts = contacts;
        this.request = request;
        this.forms = forms;
    }

    /** Start of one's own pages. */
    public record MeView(Profiles.Own me, Growth.Summary growth, CheckIns.State checkIn, boolean unproven) {}

    /** The profile form as filled in. */
    public record ProfileView(Profiles.Draft draft, long id, String picture, List<FieldError> errors) {}

    @GET
    @SignedIn
    public Page start() {
        long id = request.requireCaller().id();
        return Page.of(
                "membership/me",
                new MeView(
                        profiles.own(id),
                        growth.summary(id, request.locale()),
                        checkIns.state(id),
                        contacts.state(id).unproven()));
    }

    @GET
    @Path("/profile")
    @SignedIn
    public Page profile() {
        Profiles.Own own = profiles.own(request.requireCaller().id());
        return page(draft(own), List.of());
    }

    private static Profiles.Draft draft(Profiles.Own own) {
        return new Profiles.Draft(
                own.name(), own.bio(), own.tint(), own.seeProfile(), own.seeCommunities(), own.seeActivity());
    }

    @POST
    @Path("/profile/picture")
    @SignedIn
    public Response savePicture() {
        return forms.attempt(
                () -> {
                    if (request.uploads().isEmpty()) {
                        throw Problem.invalid("files", "input.required");
                    }
                    portraits.put(request.requireCaller(), request.uploads().get(0));
                    return forms.done("/me/profile", "membership.picture.saved");
                },
                errors -> page(draft(profiles.own(request.requireCaller().id())), errors));
    }

    @POST
    @Path("/profile/picture/remove")
    @SignedIn
    @AllowedWhenReadOnly
    public Response removePicture() {
        return forms.act(
                "/me/profile",
                "membership.picture.removed",
                () -> portraits.remove(
                        request.requireCaller(), request.requireCaller().id()));
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
        long id = request.requireCaller().id();
        return Page.of(
                "membership/me-profile",
                new ProfileView(draft, id, profiles.own(id).picture(), errors));
    }
}
