package org.wanrenhui.portal.files.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.wanrenhui.portal.api.files.FileKind;
import org.wanrenhui.portal.api.files.StoredFile;

/** Row: a file. Whenever there is a row, the storage has its content. */
@Entity
@Table(schema = "files", name = "file")
public class FileEntity {

    @Id
    @SequenceGenerator(name = "files.file", sequenceName = "files.file_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "files.file")
    public long id;

    public String owner;

    @Column(name = "uploader_id")
    public long uploaderId;

    public String name;

    public String kind;

    public String type;

    public long bytes;

    /** Bytes of all widths together; they count for the uploader's space. */
    @Column(name = "bytes_kept")
    public long bytesKept;

    public int width;

    public int height;

    /** Widths, separated by a comma; empty for a document. */
    public String widths;

    public String hash;

    @Column(name = "blob_key")
    public String blobKey;

    @Column(name = "created_at")
    public Instant createdAt;

    StoredFile toView() {
        List<Integer> all = widths.isEmpty()
                ? List.of()
                : Arrays.stream(widths.split(",")).map(Integer::valueOf).toList();
        return new StoredFile(
                id, owner, uploaderId, name, FileKind.valueOf(kind), type, bytes, width, height, all, hash, createdAt);
    }

    /** Keys of everything that the storage has of the file. */
    List<String> keys() {
        return widths.isEmpty()
                ? List.of(blobKey + "/file")
                : Arrays.stream(widths.split(","))
                        .map(width -> blobKey + "/w" + width)
                        .toList();
    }
}
