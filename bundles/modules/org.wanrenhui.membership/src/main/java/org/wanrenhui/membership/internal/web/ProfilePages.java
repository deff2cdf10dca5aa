package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.membership.internal.people.Ties;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** Members as others see them. */
@Component(service = WebResource.class)
@Path("/u")
public final class ProfilePages implements WebResource {

    private final Profiles profiles;
    private final Ties ties;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public ProfilePages(
            @Reference Profiles profiles,
            @Reference Ties ties,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.profiles = profiles;
        this.ties = ties;
        this.request = request;
        this.forms = forms;
    }

    @GET
    @Path("/{id}")
    @Public
    public Page show(@PathParam("id") long id) {
        return Page.of("membership/profile", profiles.view(request.caller(), id));
    }

    @POST
    @Path("/{id}/follow")
    @SignedIn
    public Response follow(@PathParam("id") long id) {
        return forms.act(
                "/u/" + id,
                "membership.follow.done",
                () -> ties.follow(request.requireCaller().id(), id));
    }

    @POST
    @Path("/{id}/unfollow")
    @SignedIn
    @AllowedWhenReadOnly
    public Response unfollow(@PathParam("id") long id) {
        return forms.act(
                "/u/" + id,
                "membership.unfollow.done",
                () -> ties.unfollow(request.requireCaller().id(), id));
    }

    @POST
    @Path("/{id}/block")
    @SignedIn
    @AllowedWhenReadOnly
    public Response block(@PathParam("id") long id) {
        return forms.act(
                "/u/" + id,
                "membership.block.done",
                () -> ties.block(request.requireCaller().id(), id));
    }

    @POST
    @Path("/{id}/unblock")
    @SignedIn
    @AllowedWhenReadOnly
    public Response unblock(@PathParam("id") long id) {
        return forms.act(
                "/u/" + id,
                "membership.unblock.done",
                () -> ties.unblock(request.requireCaller().id(), id));
    }
}
