package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** The home of a community, joining it and leaving it. */
@Component(service = WebResource.class)
@Path("/c")
public final class CommunityPages implements WebResource {

    private final KeptCommunities communities;
    private final Residences residences;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public CommunityPages(
            @Reference KeptCommunities communities,
            @Reference Residences residences,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.communities = communities;
        this.residences = residences;
        this.request = request;
        this.forms = forms;
    }

    /** A community as its page shows it; {@code founded} is not known yet. */
    public record Home(String name, String slug, String address, String division, int members, Integer founded) {}

    /** Model of the theme's page {@code portal/community}. */
    public record CommunityView(Home community, String membership) {}

    @GET
    @Public
    public Response all() {
        return Forms.go("/communities");
    }

    @GET
    @Path("/{slug}")
    @Public
    public Page home(@PathParam("slug") String slug) {
        Community community = find(slug);
        request.chooseCommunity(community);
        Home home = new Home(
                community.name(),
                community.slug(),
                community.address(),
                String.join(" · ", communities.divisionNames(community)),
                community.memberCount(),
                null);
        return Page.of(
                "portal/community", new CommunityView(home, residences.standing(request.caller(), community.id())));
    }

    private Community find(String slug) {
        return communities.bySlug(slug).orElseThrow(Problem::notFound);
    }

    @POST
    @Path("/{slug}/join")
    @SignedIn
    public Response join(@PathParam("slug") String slug) {
        Community community = find(slug);
        String path = "/c/" + community.slug();
        return forms.act(path, () -> {
            boolean joined = residences.join(request.requireCaller().id(), community);
            request.chooseCommunity(community);
            return forms.done(path, joined ? "membership.join.done" : "membership.join.asked", community.name());
        });
    }

    @POST
    @Path("/{slug}/leave")
    @SignedIn
    @AllowedWhenReadOnly
    public Response leave(@PathParam("slug") String slug) {
        Community community = find(slug);
        residences.leave(request.requireCaller().id(), community.id());
        return forms.done("/c/" + community.slug(), "membership.left", community.name());
    }
}
