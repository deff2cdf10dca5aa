package org.example.noticeboard.internal;

import jakarta.ws.rs.DefaultValue;
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
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.FieldError;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;

/** One entry, and what its reader can do with it. */
@Component(service = WebResource.class)
@Path("/noticeboard/{id: [0-9]{1,18}}")
public final class EntryPages implements WebResource {

    /** Which buttons and which form stand below the entry. */
    public enum Reader {
        /** Changes and removes it. */
        AUTHOR,
        /** Takes it down, with a reason. */
        MANAGER,
        /** Reports it. */
        MEMBER,
        /** A visitor, or the entry stands for a topic. */
        ONLOOKER
    }

    /** What the template shows; {@code reason} and {@code words} are what was typed. */
    public record View(Entries.Entry entry, Reader reader, String reason, String words, List<FieldError> errors) {}

    private final Entries entries;
    private final CurrentRequest request;

    @Activate
    public EntryPages(@Reference Entries entries, @Reference CurrentRequest request) {
        this.entries = entries;
        this.request = request;
    }

    @GET
    @Public
    public Page show(@PathParam("id") long id) {
        return page(id, "", "", List.of());
    }

    @GET
    @Path("edit")
    @Requires(value = Rights.POST, anyScope = true)
    public Page edit(@PathParam("id") long id) {
        Entries.Entry entry = entries.own(request.requireCaller(), id);
        return EntryForm.page(id, new EntryDraft(entry.title(), entry.body()));
    }

    @POST
    @Path("edit")
    @Requires(value = Rights.POST, anyScope = true)
    public Object change(@PathParam("id") long id, @FormParam("title") String title, @FormParam("body") String body) {
        EntryDraft draft = new EntryDraft(title, body);
        try {
            return BoardPages.stored(request, entries.change(request.requireCaller(), id, draft));
        } catch (Problem problem) {
            return EntryForm.page(id, draft, FieldError.of(problem, request));
        }
    }

    @POST
    @Path("remove")
    @SignedIn
    public Response remove(@PathParam("id") long id) {
        entries.remove(request.requireCaller(), id);
        return BoardPages.back(request, Flash.Kind.OK, "noticeboard.removed");
    }

    @POST
    @Path("report")
    @SignedIn
    public Object report(
            @PathParam("id") long id,
            @DefaultValue("") @FormParam("reason") String reason,
            @DefaultValue("") @FormParam("words") String words) {
        try {
            entries.report(request.requireCaller(), id, reason, words);
        } catch (Problem problem) {
            return page(id, reason, words, FieldError.of(problem, request)).status(422);
        }
        return BoardPages.back(request, Flash.Kind.OK, "noticeboard.reported");
    }

    @POST
    @Path("take-down")
    @Requires(Rights.MANAGE)
    public Object takeDown(@PathParam("id") long id, @DefaultValue("") @FormParam("reason") String reason) {
        try {
            entries.takeDown(request.requireCaller(), id, reason);
        } catch (Problem problem) {
            return page(id, reason, "", FieldError.of(problem, request)).status(422);
        }
        return BoardPages.back(request, Flash.Kind.OK, "noticeboard.taken-down");
    }

    private Page page(long id, String reason, String words, List<FieldError> errors) {
        Entries.Entry entry = entries.find(request.caller(), id);
        Reader reader = request.caller().map(caller -> reader(caller, entry)).orElse(Reader.ONLOOKER);
        return Page.of("noticeboard/entry", new View(entry, reader, reason, words, errors));
    }

    private Reader reader(Caller caller, Entries.Entry entry) {
        if (!entry.ofMember()) {
            return Reader.ONLOOKER;
        }
        if (entry.of(caller)) {
            return Reader.AUTHOR;
        }
        return entries.manages(caller) ? Reader.MANAGER : Reader.MEMBER;
    }
}
