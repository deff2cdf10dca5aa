package org.example.noticeboard.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;

/** The board by API. */
@Component(service = WebResource.class)
@Path("/api/v1/noticeboard/entries")
@Produces("application/json")
@Consumes("application/json")
public final class BoardApi implements WebResource {

    /** Why somebody reports an entry: {@code spam}, {@code abuse}, {@code illegal}, {@code privacy} or {@code other}; and a line more. */
    public record Report(String reason, String words) {}

    /** Why an entry is taken down; its author is told. */
    public record Decision(String reason) {}

    private final Entries entries;
    private final CurrentRequest request;

    @Activate
    public BoardApi(@Reference Entries entries, @Reference CurrentRequest request) {
        this.entries = entries;
        this.request = request;
    }

    @GET
    @Public
    public Slice<Entries.Entry> newest(
            @QueryParam("after") @DefaultValue("" + Long.MAX_VALUE) long after,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        return entries.newest(request.caller(), after, Math.max(1, Math.min(100, limit)));
    }

    @GET
    @Path("{id}")
    @Public
    public Entries.Entry find(@PathParam("id") long id) {
        return entries.find(request.caller(), id);
    }

    @POST
    @Requires(value = Rights.POST, anyScope = true)
    public Response put(EntryDraft draft) {
        Entries.Entry entry = entries.put(request.requireCaller(), present(draft));
        return Response.created(URI.create("/api/v1/noticeboard/entries/" + entry.id()))
                .entity(entry)
                .build();
    }

    @PUT
    @Path("{id}")
    @Requires(value = Rights.POST, anyScope = true)
    public Entries.Entry change(@PathParam("id") long id, EntryDraft draft) {
        return entries.change(request.requireCaller(), id, present(draft));
    }

    @DELETE
    @Path("{id}")
    @SignedIn
    public void remove(@PathParam("id") long id) {
        entries.remove(request.requireCaller(), id);
    }

    @POST
    @Path("{id}/report")
    @SignedIn
    public void report(@PathParam("id") long id, Report report) {
        entries.report(request.requireCaller(), id, present(report).reason(), report.words());
    }

    @POST
    @Path("{id}/take-down")
    @Requires(Rights.MANAGE)
    public void takeDown(@PathParam("id") long id, Decision decision) {
        entries.takeDown(request.requireCaller(), id, present(decision).reason());
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw Problem.of(400, "bad-request", "problem.body-missing");
        }
        return body;
    }
}
