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
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.growth.GrowthOffice;
import org.wanrenhui.membership.internal.growth.GrowthTables;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Requires;

/** Rules, levels, badges and appeals in the console. */
@Component(service = WebResource.class)
@Path("/console/growth")
public final class OfficeGrowthPages implements WebResource {

    private final GrowthTables tables;
    private final GrowthOffice office;
    private final Appeals appeals;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public OfficeGrowthPages(
            @Reference GrowthTables tables,
            @Reference GrowthOffice office,
            @Reference Appeals appeals,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.tables = tables;
        this.office = office;
        this.appeals = appeals;
        this.request = request;
        this.forms = forms;
    }

    /** Everything on one page; {@code form} names the form that has errors. */
    public record GrowthOfficeView(
            List<GrowthTables.Rule> rules,
            List<GrowthTables.Level> levels,
            List<GrowthTables.Badge> badges,
            List<Appeals.View> appeals,
            List<FieldError> errors) {}

    private static final int ROWS = 50;

    @GET
    @Requires("membership.growth")
    public Page show() {
        return page(List.of());
    }

    private Page page(List<FieldError> errors) {
        return Page.of(
                "membership/console-growth",
                new GrowthOfficeView(
                        tables.rules(),
                        tables.levels(),
                        tables.badges(),
                        appeals.queue(0, ROWS).items(),
                        errors));
    }

    private Response act(Runnable action) {
        return forms.attempt(
                () -> {
                    action.run();
                    return forms.done("/console/growth", "membership.saved");
                },
                this::page);
    }

    @POST
    @Path("/rules/{id}")
    @Requires("membership.growth")
    public Response rule(
            @PathParam("id") long id,
            @FormParam("title") String title,
            @FormParam("titleEn") String titleEn,
            @FormParam("pattern") String pattern,
            @FormParam("amount") String amount,
            @FormParam("dailyCap") String dailyCap,
            @FormParam("href") String href,
            @FormParam("on") String on,
            @FormParam("edition") String edition) {
        return act(() -> office.saveRule(
                id, new GrowthOffice.RuleDraft(title, titleEn, pattern, amount, dailyCap, href, on != null, edition)));
    }

    @POST
    @Path("/levels")
    @Requires("membership.growth")
    public Response level(
            @FormParam("number") String number,
            @FormParam("name") String name,
            @FormParam("nameEn") String nameEn,
            @FormParam("threshold") String threshold,
            @FormParam("privileges") String privileges,
            @FormParam("edition") String edition) {
        return act(() ->
                office.saveLevel(new GrowthOffice.LevelDraft(number, name, nameEn, threshold, privileges, edition)));
    }

    @POST
    @Path("/badges/{id}")
    @Requires("membership.growth")
    public Response badge(
            @PathParam("id") long id,
            @FormParam("name") String name,
            @FormParam("nameEn") String nameEn,
            @FormParam("metric") String metric,
            @FormParam("threshold") String threshold,
            @FormParam("on") String on,
            @FormParam("edition") String edition) {
        return act(() -> office.saveBadge(
                id, new GrowthOffice.BadgeDraft(name, nameEn, metric, threshold, on != null, edition)));
    }

    @POST
    @Path("/appeals/{id}")
    @Requires("membership.growth")
    public Response appeal(
            @PathParam("id") long id, @FormParam("decision") String decision, @FormParam("answer") String answer) {
        return act(() -> appeals.decide(request.requireCaller(), id, "uphold".equals(decision), answer));
    }
}
