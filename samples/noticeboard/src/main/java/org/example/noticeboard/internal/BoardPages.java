package org.example.noticeboard.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.FieldError;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;

/** The board, and the form for a new entry. */
@Component(service = WebResource.class)
@Path("/noticeboard")
public final class BoardPages implements WebResource {

    private static final int PAGE = 20;

    /** What the template shows. */
    public record Board(Slice<Entries.Entry> entries) {}

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
        return Page.of("noticeboard/board", new Board(entries.newest(request.caller(), after, PAGE)));
    }

    @GET
    @Path("new")
    @Requires(value = Rights.POST, anyScope = true)
    public Page form() {
        return EntryForm.page(0, new EntryDraft("", ""));
    }

    @POST
    @Path("new")
    @Requires(value = Rights.POST, anyScope = true)
    public Object put(@FormParam("title") String title, @FormParam("body") String body) {
        EntryDraft draft = new EntryDraft(title, body);
        try {
            return stored(request, entries.put(request.requireCaller(), draft));
        } catch (Problem problem) {
            return EntryForm.page(0, draft, FieldError.of(problem, request));
        }
    }

    /** Back to the board, which says whether the entry is on it. */
    static Response stored(CurrentRequest request, Entries.Entry entry) {
        return entry.shown()
                ? back(request, Flash.Kind.OK, "noticeboard.stored")
                : back(request, Flash.Kind.WARN, "noticeboard.waits");
    }

    static Response back(CurrentRequest request, Flash.Kind kind, String textKey) {
        request.flash(kind, request.text(textKey));
        return Response.seeOther(URI.create("/noticeboard")).build();
    }
}
