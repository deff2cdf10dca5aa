package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.places.CommunityOffice;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.places.Papers;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.places.Verifications;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.SignedIn;

/** One's own communities, and having a home verified. */
@Component(service = WebResource.class)
@Path("/me/residence")
public final class ResidencePages implements WebResource {

    private final Residences residences;
    private final Verifications verifications;
    private final CommunityOffice office;
    private final Papers papers;
    private final KeptCommunities communities;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public ResidencePages(
            @Reference Residences residences,
            @Reference Verifications verifications,
            @Reference CommunityOffice office,
            @Reference Papers papers,
            @Reference KeptCommunities communities,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.residences = residences;
        this.verifications = verifications;
        this.office = office;
        this.papers = papers;
        this.communities = communities;
        this.request = request;
        this.forms = forms;
    }

    /** Communities and requests. */
    public record ResidenceList(List<Residences.ResidenceView> residences, List<Verifications.View> requests) {}

    /** The form for a request. */
    public record VerifyView(
            Community community,
            List<String> buildings,
            Verifications.Draft draft,
            int days,
            List<FieldError> errors) {}

    @GET
    @SignedIn
    public Page list() {
        long id = request.requireCaller().id();
        return Page.of("membership/me-residence", new ResidenceList(residences.of(id), verifications.own(id)));
    }

    @GET
    @Path("/{community}/verify")
    @SignedIn
    public Page form(@PathParam("community") long community) {
        return page(find(community), new Verifications.Draft("", "", "", "OWNER", ""), List.of());
    }

    private Page page(Community community, Verifications.Draft draft, List<FieldError> errors) {
        return Page.of(
                "membership/me-verify",
                new VerifyView(community, office.buildingNames(community.id()), draft, papers.days(), errors));
    }

    private Community find(long id) {
        return communities.byId(id).orElseThrow(Problem::notFound);
    }

    @POST
    @Path("/{community}/verify")
    @SignedIn
    public Response verify(
            @PathParam("community") long id,
            @FormParam("building") String building,
            @FormParam("unit") String unit,
            @FormParam("room") String room,
            @FormParam("relation") String relation,
            @FormParam("note") String note,
            @FormParam("file") List<Long> papers) {
        Community community = find(id);
        Verifications.Draft draft = new Verifications.Draft(
                Forms.text(building),
                Forms.text(unit),
                Forms.text(room),
                Forms.text(relation),
                Forms.text(note),
                papers);
        return forms.attempt(
                () -> {
                    verifications.request(request.requireCaller(), community, draft, request.uploads());
                    return forms.done("/me/residence", "membership.verify.sent");
                },
                errors -> page(community, draft, errors));
    }

    @POST
    @Path("/{community}/prefer")
    @SignedIn
    public Response prefer(@PathParam("community") long id) {
        Community community = find(id);
        if (!request.requireCaller().communities().contains(id)) {
            throw Problem.notFound();
        }
        residences.prefer(request.requireCaller().id(), id);
        request.chooseCommunity(community);
        return forms.done("/me/residence", "membership.preferred", community.name());
    }
}
