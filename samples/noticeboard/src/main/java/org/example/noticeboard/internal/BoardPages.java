package org.example.noticeboard.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.FieldError;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;

/** The board, and the form for an entry of one's own. */
@Component(service = WebResource.class)
@Path("/noticeboard")
public final class BoardPages implements WebResource {

    private static final int PAGE = 20;

    /** The board; {@code reader} is the member who looks, 0 for a visitor. */
    public record Board(Slice<Entries.Entry> entries, long reader, boolean manages) {}

    /** The form: where it goes, and what was typed. */
    public record Form(String action, boolean fresh, String title, String body, List<FieldError> errors) {}

    /** What a form does. */
    private interface Work {
        void run(Caller caller, EntryDraft draft);
    }

    private final Entries entries;
    private final CurrentRequest request;

    @Activate
    public BoardPages(@Reference Entries entries, @Reference CurrentRequest request) {
        this.entries = entries;
        this.request = request;
    }

    @GET
    @Public
    public Page show(@QueryParam("after") @DefaultValue("" + Long.MAX_VALUE) long after) {
        long reader = request.caller().map(Caller::id).orElse(0L);
        boolean manages = request.caller()
                .filter(caller -> caller.may(Rights.MANAGE, Scope.PORTAL))
                .isPresent();
        return Page.of("noticeboard/board", new Board(entries.newest(after, PAGE), reader, manages));
    }

    @GET
    @Path("new")
    @Requires(value = Rights.POST, anyScope = true)
    public Page form() {
        return form("/noticeboard/new", "", "", List.of());
    }

    @POST
    @Path("new")
    @Requires(value = Rights.POST, anyScope = true)
    public Object put(@FormParam("title") String title, @FormParam("body") String body) {
        return done("/noticeboard/new", new EntryDraft(title, body), entries::put);
    }

    @GET
    @Path("{id: [0-9]{1,18}}/edit")
    @Requires(value = Rights.POST, anyScope = true)
    public Page edit(@PathParam("id") long id) {
        Entries.Entry entry = entries.own(request.requireCaller(), id);
        return form(path(id), entry.title(), entry.body(), List.of());
    }

    @POST
    @Path("{id: [0-9]{1,18}}/edit")
    @Requires(value = Rights.POST, anyScope = true)
    public Object change(
            @PathParam("id") long id, @FormParam("title") String title, @FormParam("body") String body) {
        return done(path(id), new EntryDraft(title, body), (caller, draft) -> entries.change(caller, id, draft));
    }

    @POST
    @Path("{id: [0-9]{1,18}}/remove")
    @Requires(value = Rights.POST, anyScope = true)
    public Response remove(@PathParam("id") long id) {
        entries.remove(request.requireCaller(), id);
        return back("noticeboard.removed");
    }

    private Object done(String action, EntryDraft draft, Work work) {
        try {
            work.run(request.requireCaller(), draft);
            return back("noticeboard.stored");
        } catch (Problem problem) {
            return form(action, draft.title(), draft.body(), FieldError.of(problem, request)).status(422);
        }
    }

    private static Page form(String action, String title, String body, List<FieldError> errors) {
        return Page.of("noticeboard/form", new Form(action, action.endsWith("/new"), title, body, errors));
    }

    private static String path(long id) {
        return "/noticeboard/" + id + "/edit";
    }

    private Response back(String textKey) {
        request.flash(Flash.Kind.OK, request.text(textKey));
        return Response.seeOther(URI.create("/noticeboard")).build();
    }
}
