package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.api.Paging;
import org.wanrenhui.membership.internal.growth.Appeals;
import org.wanrenhui.membership.internal.growth.CheckIns;
import org.wanrenhui.membership.internal.growth.Growth;
import org.wanrenhui.membership.internal.growth.GrowthTables;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** One's own points, tasks and history. */
@Component(service = WebResource.class)
@Path("/me/growth")
public final class GrowthPages implements WebResource {

    private final Growth growth;
    private final CheckIns checkIns;
    private final Appeals appeals;
    private final GrowthTables tables;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public GrowthPages(
            @Reference Growth growth,
            @Reference CheckIns checkIns,
            @Reference Appeals appeals,
            @Reference GrowthTables tables,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.growth = growth;
        this.checkIns = checkIns;
        this.appeals = appeals;
        this.tables = tables;
        this.request = request;
        this.forms = forms;
    }

    /** A level as the ladder shows it. */
    public record Step(String name, int threshold, String privileges, boolean reached) {}

    /** The page. */
    public record GrowthView(
            Growth.Summary summary,
            CheckIns.State checkIn,
            List<Growth.Task> tasks,
            List<Step> steps,
            List<Growth.Entry> entries,
            String next,
            List<FieldError> errors) {}

    private static final int ROWS = 20;

    @GET
    @SignedIn
    public Page show(@QueryParam("after") String after) {
        return page(Paging.before(after), List.of());
    }

    private Page page(long before, List<FieldError> errors) {
        long id = request.requireCaller().id();
        Growth.Summary summary = growth.summary(id, request.locale());
        Slice<Growth.Entry> history = growth.history(id, before, ROWS, request.locale());
        List<Step> steps = tables.levels().stream()
                .map(level -> new Step(
                        level.name(request.locale()),
                        level.threshold(),
                        level.privileges(),
                        summary.points() >= level.threshold()))
                .toList();
        return Page.of(
                "membership/me-growth",
                new GrowthView(
                        summary,
                        checkIns.state(id),
                        growth.tasks(id, request.locale()),
                        steps,
                        history.items(),
                        history.next(),
                        errors));
    }

    @POST
    @Path("/{entry}/appeal")
    @SignedIn
    public Response appeal(@PathParam("entry") long entry, @FormParam("words") String words) {
        return forms.attempt(
                () -> {
                    appeals.open(request.requireCaller().id(), entry, words);
                    return forms.done("/me/growth", "membership.appeal.sent");
                },
                errors -> page(Long.MAX_VALUE, errors));
    }
}
