package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.growth.GrowthOffice;
import org.wanrenhui.membership.internal.growth.GrowthTables;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;

/** Rules, levels, badges and appeals. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/growth")
@Produces(MediaType.APPLICATION_JSON)
public final class GrowthApi implements WebResource {

    private final GrowthTables tables;
    private final GrowthOffice office;
    private final Appeals appeals;
    private final CurrentRequest request;

    @Activate
    public GrowthApi(
            @Reference GrowthTables tables,
            @Reference GrowthOffice office,
            @Reference Appeals appeals,
            @Reference CurrentRequest request) {
        this.tables = tables;
        this.office = office;
        this.appeals = appeals;
        this.request = request;
    }

    /** A rule; see the office's form. */
    public record Rule(
            String title,
            String titleEn,
            String pattern,
            Integer amount,
            Integer dailyCap,
            String href,
            boolean on,
            Integer edition) {

        GrowthOffice.RuleDraft draft() {
            return new GrowthOffice.RuleDraft(
                    title,
                    titleEn,
                    pattern,
                    Body.number(amount),
                    Body.number(dailyCap),
                    href,
                    on,
                    Body.number(edition));
        }
    }

    /** A level. */
    public record Level(
            Integer number, String name, String nameEn, Integer threshold, String privileges, Integer edition) {

        GrowthOffice.LevelDraft draft() {
            return new GrowthOffice.LevelDraft(
                    Body.number(number), name, nameEn, Body.number(threshold), privileges, Body.number(edition));
        }
    }

    /** A badge. */
    public record Badge(String name, String nameEn, String metric, Integer threshold, boolean on, Integer edition) {

        GrowthOffice.BadgeDraft draft() {
            return new GrowthOffice.BadgeDraft(name, nameEn, metric, Body.number(threshold), on, Body.number(edition));
        }
    }

    /** A new id. */
    public record Created(long id) {}

    /** Yes or no, and why. */
    public record Decision(boolean uphold, String answer) {}

    @GET
    @Path("/levels")
    @Public
    public Slice<GrowthTables.Level> levels() {
        return new Slice<>(tables.levels(), null);
    }

    @PUT
    @Path("/levels")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.growth")
    public void saveLevel(Level level) {
        office.saveLevel(Body.required(level).draft());
    }

    @GET
    @Path("/rules")
    @Requires("membership.growth")
    public Slice<GrowthTables.Rule> rules() {
        return new Slice<>(tables.rules(), null);
    }

    @POST
    @Path("/rules")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.growth")
    public Response createRule(Rule rule) {
        long id = office.saveRule(0, Body.required(rule).draft());
        return Response.status(Response.Status.CREATED).entity(new Created(id)).build();
    }

    @PUT
    @Path("/rules/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.growth")
    public void saveRule(@PathParam("id") long id, Rule rule) {
        office.saveRule(positive(id), Body.required(rule).draft());
    }

    @GET
    @Path("/badges")
    @Public
    public Slice<GrowthTables.Badge> badges() {
        return new Slice<>(tables.badges(), null);
    }

    @POST
    @Path("/badges")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.growth")
    public Response createBadge(Badge badge) {
        long id = office.saveBadge(0, Body.required(badge).draft());
        return Response.status(Response.Status.CREATED).entity(new Created(id)).build();
    }

    @PUT
    @Path("/badges/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.growth")
    public void saveBadge(@PathParam("id") long id, Badge badge) {
        office.saveBadge(positive(id), Body.required(badge).draft());
    }

    @GET
    @Path("/appeals")
    @Requires("membership.growth")
    public Slice<Appeals.View> appeals(@QueryParam("after") String after, @QueryParam("limit") Integer limit) {
        return appeals.queue(Paging.after(after), Paging.limit(limit));
    }

    @POST
    @Path("/appeals/{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("membership.growth")
    public void decide(@PathParam("id") long id, Decision given) {
        Decision decision = Body.required(given);
        appeals.decide(request.requireCaller(), id, decision.uphold(), decision.answer());
    }

    private static long positive(long id) {
        if (id <= 0) {
            throw Problem.notFound();
        }
        return id;
    }
}
