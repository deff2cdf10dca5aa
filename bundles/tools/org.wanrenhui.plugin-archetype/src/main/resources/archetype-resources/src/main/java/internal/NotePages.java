package ${package}.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
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
import org.wanrenhui.portal.api.web.SignedIn;

/** The notes, and the form that adds one. */
@Component(service = WebResource.class)
@Path("/${module}")
public final class NotePages implements WebResource {

    private static final int PAGE = 20;

    /** What the template shows; {@code text} is what was typed. */
    public record View(Slice<Notes.Note> notes, String text, List<FieldError> errors) {}

    private final Notes notes;
    private final CurrentRequest request;

    @Activate
    public NotePages(@Reference Notes notes, @Reference CurrentRequest request) {
        this.notes = notes;
        this.request = request;
    }

    @GET
    @Public
    public Page show(@QueryParam("after") @DefaultValue("" + Long.MAX_VALUE) long after) {
        return Page.of("${module}/notes", new View(notes.newest(after, PAGE), "", List.of()));
    }

    @POST
    @SignedIn
    public Object leave(@FormParam("text") String text) {
        try {
            notes.leave(request.requireCaller(), new NoteDraft(text));
        } catch (Problem problem) {
            List<FieldError> errors = FieldError.of(problem, request);
            return Page.of("${module}/notes", new View(notes.newest(Long.MAX_VALUE, PAGE), text, errors))
                    .status(422);
        }
        request.flash(Flash.Kind.OK, request.text("${module}.left"));
        return Response.seeOther(URI.create("/${module}")).build();
    }
}
