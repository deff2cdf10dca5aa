package org.wanrenhui.portal.files.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.spi.FileOwner;
import org.wanrenhui.portal.api.spi.FileStorage;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.files.internal.content.FileNames;
import org.wanrenhui.portal.files.internal.store.FileTable;
import org.wanrenhui.portal.files.internal.store.Owners;

/**
 * Serves files. Their addresses carry a part of their hash, so what lies there never changes; whether the reader may have
 * it is asked of the owner every time. Nothing but a picture that the portal has drawn itself is shown in the browser.
 */
@Component(service = WebResource.class)
@Path("/files/{file: [0-9]{1,18}}/{hash: [0-9a-f]{32}}")
public final class FilePages implements WebResource {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final FileTable table;
    private final Owners owners;
    private final FileStorage storage;
    private final CurrentRequest request;

    @Activate
    public FilePages(
            @Reference FileTable table,
            @Reference Owners owners,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FileStorage storage,
            @Reference CurrentRequest request) {
        this.table = table;
        this.owners = owners;
        this.storage = storage;
        this.request = request;
    }

    @GET
    @Path("{name}")
    @Public
    public Response whole(
            @PathParam("file") long id, @PathParam("hash") String hash, @HeaderParam("If-None-Match") String known) {
        FileTable.Row row = row(id, hash);
        List<Integer> widths = row.file().widths();
        return widths.isEmpty() ? serve(row, "file", known) : serve(row, "w" + widths.get(widths.size() - 1), known);
    }

    @GET
    @Path("w{width: [0-9]{1,5}}/{name}")
    @Public
    public Response width(
            @PathParam("file") long id,
            @PathParam("hash") String hash,
            @PathParam("width") int width,
            @HeaderParam("If-None-Match") String known) {
        FileTable.Row row = row(id, hash);
        if (!row.file().widths().contains(width)) {
            throw Problem.notFound();
        }
        return serve(row, "w" + width, known);
    }

    private FileTable.Row row(long id, String hash) {
        return table.find(id).filter(row -> row.file().hash().equals(hash)).orElseThrow(Problem::notFound);
    }

    private Response serve(FileTable.Row row, String part, String known) {
        StoredFile file = row.file();
        FileOwner owner = owners.find(file.owner()).orElseThrow(Problem::notFound);
        FileAccess access = access(owner, file);
        if (access == FileAccess.NOBODY) {
            throw Problem.notFound();
        }
        String keep = access == FileAccess.EVERYBODY
                ? FOR_EVER
                : owner.rules().sensitive() ? "private, no-store" : "private, no-cache";
        String tag = "\"" + file.hash() + "-" + part + "\"";
        if (known != null && known.contains(tag)) {
            return Response.notModified()
                    .header("ETag", tag)
                    .header("Cache-Control", keep)
                    .build();
        }
        return Response.ok(content(row.blobKey() + "/" + part), file.type())
                .header("ETag", tag)
                .header("Cache-Control", keep)
                .header("Content-Disposition", FileNames.disposition(file.picture(), file.name()))
                .header("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
                .header("Cross-Origin-Resource-Policy", access == FileAccess.EVERYBODY ? "cross-origin" : "same-origin")
                .build();
    }

    /** The owner decides, also over the uploader's own files once they are in use; an owner may say no while it is busy. */
    private FileAccess access(FileOwner owner, StoredFile file) {
        FileAccess access = owner.access(file.id(), request.caller());
        boolean own = request.caller()
                .filter(caller -> caller.id() == file.uploaderId())
                .isPresent();
        return access == FileAccess.NOBODY && own ? FileAccess.CALLER : access;
    }

    /** Opened before the answer begins, so that content that is missing is a 404 and not a broken picture. */
    private StreamingOutput content(String key) {
        InputStream in;
        try {
            in = storage.open(key);
        } catch (NoSuchFileException e) {
            throw Problem.notFound();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out -> {
            try (in) {
                in.transferTo(out);
            }
        };
    }
}
