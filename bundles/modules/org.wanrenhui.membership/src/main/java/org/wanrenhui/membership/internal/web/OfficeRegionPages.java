package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.DivisionImport;
import org.wanrenhui.membership.internal.places.CommunityOffice;
import org.wanrenhui.membership.internal.places.Divisions;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** Regions and communities in the console. */
@Component(service = WebResource.class)
@Path("/console/regions")
public final class OfficeRegionPages implements WebResource {

    private final CommunityOffice office;
    private final Divisions divisions;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public OfficeRegionPages(
            @Reference CommunityOffice office,
            @Reference Divisions divisions,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.office = office;
        this.divisions = divisions;
        this.request = request;
        this.forms = forms;
    }

    /** Communities and the state of the divisions. */
    public record RegionsView(List<CommunityOffice.View> communities, int divisions, List<FieldError> errors) {}

    /** The form for a community; {@code id} 0 for a new one. */
    public record EditView(
            long id, CommunityOffice.Draft draft, List<Divisions.Division> streets, List<FieldError> errors) {}

    /** Fields of the form. */
    public static final class Fields {
        @FormParam("slug")
        String slug;

        @FormParam("name")
        String name;

        @FormParam("address")
        String address;

        @FormParam("intro")
        String intro;

        @FormParam("divisionCode")
        String divisionCode;

        @FormParam("joinRule")
        String joinRule;

        @FormParam("open")
        String open;

        @FormParam("order")
        String order;

        @FormParam("buildings")
        String buildings;

        @FormParam("edition")
        String edition;

        CommunityOffice.Draft draft() {
            return new CommunityOffice.Draft(
                    Forms.text(slug),
                    Forms.text(name),
                    Forms.text(address),
                    Forms.text(intro),
                    Forms.text(divisionCode),
                    joinRule,
                    open != null,
                    Forms.text(order),
                    Forms.text(buildings),
                    Forms.text(edition));
        }
    }

    @GET
    @Requires(value = "membership.regions", anyScope = true)
    public Page list() {
        return list(List.of());
    }

    private Page list(List<FieldError> errors) {
        return Page.of(
                "membership/console-regions",
                new RegionsView(office.all(request.requireCaller()), divisions.count(), errors));
    }

    @POST
    @Path("/divisions")
    @Requires("membership.regions")
    public Response importDivisions(@FormParam("csv") String csv) {
        return forms.attempt(
                () -> {
                    DivisionImport result = read(Forms.text(csv));
                    return forms.done(
                            "/console/regions",
                            "membership.division.imported",
                            result.added(),
                            result.renamed(),
                            result.former());
                },
                this::list);
    }

    private DivisionImport read(String csv) {
        try {
            return divisions.importCsv(new StringReader(csv));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("csv", "membership.division.csv", e.getMessage());
        }
    }

    @GET
    @Path("/new")
    @Requires(value = "membership.regions", anyScope = true)
    public Page create() {
        return edit(0, new CommunityOffice.Draft("", "", "", "", "", "DEFAULT", true, "100", "", ""), List.of());
    }

    @GET
    @Path("/{id}")
    @Requires(value = "membership.regions", anyScope = true)
    public Page edit(@PathParam("id") long id) {
        CommunityOffice.View view = office.find(request.requireCaller(), id);
        return edit(
                id,
                new CommunityOffice.Draft(
                        view.slug(),
                        view.name(),
                        view.address(),
                        view.intro(),
                        Long.toString(view.divisionCode()),
                        view.joinRule(),
                        view.open(),
                        Integer.toString(view.order()),
                        view.buildings(),
                        Integer.toString(view.edition())),
                List.of());
    }

    private Page edit(long id, CommunityOffice.Draft draft, List<FieldError> errors) {
        return Page.of("membership/console-community", new EditView(id, draft, divisions.ofLevel("street"), errors));
    }

    @POST
    @Path("/new")
    @Requires(value = "membership.regions", anyScope = true)
    public Response create(@BeanParam Fields fields) {
        return save(0, fields);
    }

    @POST
    @Path("/{id}")
    @Requires(value = "membership.regions", anyScope = true)
    public Response save(@PathParam("id") long id, @BeanParam Fields fields) {
        return forms.attempt(
                () -> {
                    office.save(request.requireCaller(), id, fields.draft());
                    return forms.done("/console/regions", "membership.saved");
                },
                errors -> edit(id, fields.draft(), errors));
    }
}
