package org.wanrenhui.portal.files.internal.web;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.Modules;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.SignedIn;
import org.wanrenhui.portal.api.web.Upload;
import org.wanrenhui.portal.files.internal.store.FileTable;
import org.wanrenhui.portal.files.internal.store.Owners;

/** Uploads by script or program, and one's own files. */
@Component(service = WebResource.class)
@Path("/api/v1/files")
@Produces("application/json")
public final class FilesApi implements WebResource {

    /** A file; {@code preview} is a small picture, null for documents. */
    public record FileJson(
            long id,
            String owner,
            String name,
            String kind,
            String type,
            long size,
            int width,
            int height,
            String href,
            String preview,
            Instant createdAt) {}

    /** The caller's space, in bytes. */
    public record SpaceJson(long used, long allowed, int files) {}

    private final Files files;
    private final FileTable table;
    private final Owners owners;
    private final Modules modules;
    private final CurrentRequest request;

    @Activate
    public FilesApi(
            @Reference Files files,
            @Reference FileTable table,
            @Reference Owners owners,
            @Reference Modules modules,
            @Reference CurrentRequest request) {
        this.files = files;
        this.table = table;
        this.owners = owners;
        this.modules = modules;
        this.request = request;
    }

    /** Takes the one file of a multipart form, for the owner: {@code ?for=forum.post}. */
    @POST
    @SignedIn
    public Response upload(@DefaultValue("") @QueryParam("for") String owner) {
        Caller caller = request.requireCaller();
        String module = owner.contains(".") ? owner.substring(0, owner.indexOf('.')) : owner;
        if (modules.status(module).filter(s -> s.mode() == ModuleMode.READ_ONLY).isPresent()) {
            throw Problem.of(403, "module-read-only", "problem.module-read-only");
        }
        List<Upload> uploads = request.uploads();
        if (uploads.size() != 1) {
            throw Problem.invalid("files", "input.required");
        }
        StoredFile file = files.store(owner, caller, uploads.get(0));
        return Response.created(URI.create("/api/v1/files/" + file.id()))
                .entity(json(file))
                .build();
    }

    @GET
    @SignedIn
    public Slice<FileJson> own(@QueryParam("after") Long after, @DefaultValue("20") @QueryParam("limit") int limit) {
        int bounded = Math.max(1, Math.min(100, limit));
        List<StoredFile> found = table.by(
                request.requireCaller().id(), after == null || after <= 0 ? Long.MAX_VALUE : after, bounded + 1);
        return Slice.of(found, bounded, file -> Long.toString(file.id())).map(FilesApi::json);
    }

    @GET
    @Path("space")
    @SignedIn
    public SpaceJson space() {
        FileTable.Space space = table.space(request.requireCaller().id());
        return new SpaceJson(space.used(), space.allowed(), space.files());
    }

    @GET
    @Path("{file: [0-9]{1,18}}")
    @SignedIn
    public FileJson file(@PathParam("file") long id) {
        return json(mine(id));
    }

    /** Removes an own file that nothing uses yet. */
    @DELETE
    @Path("{file: [0-9]{1,18}}")
    @SignedIn
    public void remove(@PathParam("file") long id) {
        StoredFile file = mine(id);
        boolean used = owners.find(file.owner())
                .map(owner -> !owner.used(Set.of(id)).isEmpty())
                .orElse(true);
        if (used) {
            throw Problem.conflict("files.problem.used");
        }
        files.discard(file.owner(), Set.of(id));
    }

    private StoredFile mine(long id) {
        return files.find(id)
                .filter(file -> file.uploaderId() == request.requireCaller().id())
                .orElseThrow(Problem::notFound);
    }

    private static FileJson json(StoredFile file) {
        return new FileJson(
                file.id(),
                file.owner(),
                file.name(),
                file.kind().name(),
                file.type(),
                file.size(),
                file.width(),
                file.height(),
                file.href(),
                file.picture() ? file.href(320) : null,
                file.createdAt());
    }
}
