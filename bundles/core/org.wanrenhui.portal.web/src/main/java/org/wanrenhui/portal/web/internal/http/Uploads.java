package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.UploadContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;
import org.wanrenhui.portal.web.internal.Surroundings;

/**
 * Takes {@code multipart/form-data}: files go to disk as they arrive, the other fields become a plain form. Only members
 * may send files, three requests at once each, so that nobody fills the disk or holds every thread.
 */
@Component(service = Uploads.class)
public final class Uploads {

    private static final int MEGABYTES = 20;
    private static final int FILES = 12;
    private static final int AT_ONCE = 24;
    private static final int AT_ONCE_EACH = 3;
    /** Headers and boundaries of the parts, and fields beside the files. */
    private static final int AROUND = 1_200_000;

    private final Surroundings surroundings;
    private final Path folder;
    private final Semaphore all = new Semaphore(AT_ONCE);
    private final Map<Long, Integer> each = new ConcurrentHashMap<>();

    @Activate
    public Uploads(BundleContext context, @Reference Surroundings surroundings) throws IOException {
        this(surroundings, folder(context.getProperty("portal.data")));
    }

    Uploads(Surroundings surroundings, Path folder) throws IOException {
        this.surroundings = surroundings;
        this.folder = Files.createDirectories(folder);
        // what a node left that was killed while somebody was sending
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path folder(String data) {
        return data == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "uploads")
                : Path.of(data, "tmp", "uploads");
    }

    static boolean multipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** Reads the whole request. Throws {@link Problem} 401, 400, 413, 429 or 503. */
    BufferedRequest receive(Exchange exchange) throws IOException {
        long member = exchange.caller().orElseThrow(Problem::unauthorized).id();
        long largest = Math.max(1, megabytes()) * 1_000_000L;
        if (exchange.request().getContentLengthLong() > largest + AROUND) {
            throw tooLarge();
        }
        if (each.merge(member, 1, Integer::sum) > AT_ONCE_EACH) {
            leave(member);
            throw Problem.tooMany("problem.uploads-at-once");
        }
        if (!all.tryAcquire()) {
            leave(member);
            exchange.response().setHeader("Retry-After", "5");
            throw Problem.of(503, "busy", "problem.uploads-busy");
        }
        try {
            return read(exchange, largest);
        } finally {
            all.release();
            leave(member);
        }
    }

    private void leave(long member) {
        each.computeIfPresent(member, (id, count) -> count <= 1 ? null : count - 1);
    }

    private int megabytes() {
        String set = surroundings.setting("web.upload.megabytes", "").trim();
        return set.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(set) : MEGABYTES;
    }

    private BufferedRequest read(Exchange exchange, long largest) throws IOException {
        FileUpload parser = new FileUpload();
        parser.setHeaderEncoding(StandardCharsets.UTF_8.name());
        parser.setSizeMax(largest + AROUND);
        StringBuilder form = new StringBuilder();
        List<Upload> files = new ArrayList<>();
        // known to the exchange from the first byte on, which removes them in the end
        exchange.uploads(files);
        try {
            FileItemIterator parts = parser.getItemIterator(new Body(exchange.request()));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                if (part.isFormField()) {
                    field(part, form);
                } else {
                    file(part, files, largest);
                }
            }
        } catch (FileUploadBase.FileUploadIOException | FileUploadBase.SizeLimitExceededException e) {
            throw tooLarge();
        } catch (FileUploadException e) {
            throw Problem.of(400, "bad-request", "problem.bad-request");
        } catch (FileItemStream.ItemSkippedException | UncheckedIOException e) {
            throw Problem.of(400, "bad-request", "problem.bad-request");
        }
        return BufferedRequest.form(exchange.request(), form.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void field(FileItemStream part, StringBuilder form) throws IOException {
        try (InputStream in = part.openStream()) {
            byte[] value = in.readNBytes(BufferedRequest.LARGEST + 1);
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(String.valueOf(part.getFieldName()), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(new String(value, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            if (value.length > BufferedRequest.LARGEST || form.length() > 3 * BufferedRequest.LARGEST) {
                throw Problem.of(413, "too-large", "problem.too-large");
            }
        }
    }

    private void file(FileItemStream part, List<Upload> files, long largest) throws IOException {
        try (InputStream in = part.openStream()) {
            String name = part.getName();
            if (name == null || name.isEmpty()) {
                in.transferTo(OutputStream.nullOutputStream()); // a file field that was left empty
                return;
            }
            if (files.size() == FILES) {
                throw Problem.of(413, "too-many-files", "problem.too-many-files", FILES);
            }
            Path content = Files.createTempFile(folder, "upload", ".part");
            files.add(new Upload(String.valueOf(part.getFieldName()), name, 0, content));
            long size = copy(in, content, largest);
            files.set(files.size() - 1, new Upload(String.valueOf(part.getFieldName()), name, size, content));
        }
    }

    private long copy(InputStream in, Path to, long largest) throws IOException {
        byte[] buffer = new byte[16_384];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > largest) {
                    throw tooLarge();
                }
                out.write(buffer, 0, read);
            }
        }
        return size;
    }

    private Problem tooLarge() {
        return Problem.of(413, "too-large", "problem.upload-too-large", megabytes());
    }

    /** The request as the parser wants it. */
    private record Body(HttpServletRequest request) implements UploadContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return request.getContentType();
        }

        @Override
        public int getContentLength() {
            return (int) Math.min(Integer.MAX_VALUE, request.getContentLengthLong());
        }

        @Override
        public long contentLength() {
            return request.getContentLengthLong();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return request.getInputStream();
        }
    }
}
