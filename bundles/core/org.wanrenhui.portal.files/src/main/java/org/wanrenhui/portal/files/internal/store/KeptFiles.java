package org.wanrenhui.portal.files.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.files.FileKind;
import org.wanrenhui.portal.api.files.FileRules;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.spi.FileOwner;
import org.wanrenhui.portal.api.spi.FileStorage;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;
import org.wanrenhui.portal.files.internal.content.FileNames;
import org.wanrenhui.portal.files.internal.content.FileType;
import org.wanrenhui.portal.files.internal.content.Inspector;
import org.wanrenhui.portal.files.internal.content.Pictures;

/**
 * Keeps files: first the content, then the row, and removes them the other way round. Whenever a row is there, so is its
 * content; what a node leaves without a row when it is killed, {@link Tidying} removes.
 */
@Component(service = Files.class)
public final class KeptFiles implements Files {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);

    private final FileTable table;
    private final Owners owners;
    private final FileStorage storage;
    private final Pictures pictures = new Pictures();

    @Activate
    public KeptFiles(
            @Reference FileTable table,
            @Reference Owners owners,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FileStorage storage) {
        this.table = table;
        this.owners = owners;
        this.storage = storage;
    }

    @Override
    public StoredFile store(String ownerName, Caller uploader, Upload upload) {
        FileOwner owner = owners.find(ownerName).orElseThrow(() -> Problem.of(404, "no-owner", "files.problem.owner"));
        owner.checkUpload(uploader);
        FileRules rules = owner.rules();
        if (upload.size() > rules.largest()) {
            throw refused(413, "too-large", "files.problem.too-large", rules.largest() / 1_000_000);
        }
        table.checkSpace(uploader.id());
        List<Path> drawn = new ArrayList<>();
        try {
            FileType type = Inspector.inspect(upload.content());
            if (!rules.kinds().contains(type.kind())) {
                throw refused(415, "unsupported-file", "files.problem.picture-only");
            }
            FileEntity row = new FileEntity();
            row.owner = ownerName;
            row.uploaderId = uploader.id();
            row.kind = type.kind().name();
            row.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
            String random = UUID.randomUUID().toString().replace("-", "");
            row.blobKey = random.substring(0, 2) + "/" + random.substring(2, 4) + "/" + random;
            Map<String, Path> contents =
                    type.kind() == FileKind.PICTURE ? draw(row, type, rules, upload, drawn) : plain(row, type, upload);
            return keep(row, contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            drawn.forEach(file -> file.toFile().delete());
        }
    }

    private static Map<String, Path> plain(FileEntity row, FileType type, Upload upload) throws IOException {
        row.type = type.media();
        row.name = FileNames.safe(upload.name(), type);
        row.bytes = upload.size();
        row.bytesKept = upload.size();
        row.widths = "";
        row.hash = hash(upload.content());
        return Map.of(row.blobKey + "/file", upload.content());
    }

    private Map<String, Path> draw(FileEntity row, FileType type, FileRules rules, Upload upload, List<Path> drawn)
            throws IOException {
        Pictures.Made made = pictures.draw(
                upload.content(), type, rules, upload.content().toAbsolutePath().getParent());
        made.variants().forEach(variant -> drawn.add(variant.content()));
        Pictures.Variant largest = made.largest();
        row.type = made.type().media();
        row.name = FileNames.safe(upload.name(), made.type());
        row.bytes = largest.bytes();
        row.bytesKept =
                made.variants().stream().mapToLong(Pictures.Variant::bytes).sum();
        row.width = largest.width();
        row.height = largest.height();
        row.widths = made.variants().stream()
                .map(variant -> Integer.toString(variant.width()))
                .collect(Collectors.joining(","));
        row.hash = hash(largest.content());
        Map<String, Path> contents = new LinkedHashMap<>();
        made.variants().forEach(variant -> contents.put(row.blobKey + "/w" + variant.width(), variant.content()));
        return contents;
    }

    private StoredFile keep(FileEntity row, Map<String, Path> contents) throws IOException {
        try {
            for (var entry : contents.entrySet()) {
                storage.put(entry.getKey(), entry.getValue());
            }
            return table.add(row);
        } catch (IOException | RuntimeException e) {
            drop(contents.keySet());
            throw e;
        }
    }

    /** What cannot be removed now is removed by {@link Tidying}: no row knows it any more. */
    private void drop(Collection<String> keys) {
        for (String key : keys) {
            try {
                storage.remove(key);
            } catch (IOException e) {
                LOG.warn("Content {} stays for the moment: {}", key, e.toString());
            }
        }
    }

    private static Problem refused(int status, String type, String key, Object... arguments) {
        return new Problem(status, type, key, arguments, Map.of("files", key));
    }

    /** Short enough for an address and still 128 bits. */
    private static String hash(Path content) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(content);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<Long, StoredFile> find(Collection<Long> ids) {
        Map<Long, StoredFile> found = new HashMap<>();
        table.find(ids).forEach((id, row) -> found.put(id, row.file()));
        return found;
    }

    @Override
    public void discard(String owner, Collection<Long> ids) {
        drop(table.remove(owner, ids));
    }
}
