package ${package}.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;

/** The notes by API. */
@Component(service = WebResource.class)
@Path("/api/v1/${module}")
@Produces("application/json")
public final class NotesApi implements WebResource {

    private final Notes notes;

    @Activate
    public NotesApi(@Reference Notes notes) {
        this.notes = notes;
    }

    @GET
    @Path("notes")
    @Public
    public Slice<Notes.Note> notes(
            @QueryParam("after") @DefaultValue("" + Long.MAX_VALUE) long after,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        return notes.newest(after, Math.max(1, Math.min(100, limit)));
    }
}
