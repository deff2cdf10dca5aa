package org.wanrenhui.portal.api.files;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.web.Upload;

/**
 * Keeps what members upload. A module takes part by registering a {@link org.wanrenhui.portal.api.spi.FileOwner}: it says
 * what it takes, who may read each file and which files it still uses. A member may upload before the post or the request
 * that the file belongs to exists; a file that its owner does not use within a week is removed. Thread-safe.
 */
@ProviderType
public interface Files {

    /**
     * Checks the upload by its content and keeps it: a picture is drawn anew, turned upright, without the data of the
     * camera, in the owner's widths; a document as it is. Outside any transaction, because it takes time.
     *
     * @throws org.wanrenhui.portal.api.web.Problem naming the field {@code files}: 415 for a type that is not taken, 413 when
     *     it is too large in bytes or pixels, 422 when it is damaged or the member's space is used up; 403 when the owner
     *     does not let the caller upload; 404 when there is no such owner at this moment
     */
    StoredFile store(String owner, Caller uploader, Upload upload);

    /** The files of these ids that are there; at most one query. */
    Map<Long, StoredFile> find(Collection<Long> ids);

    /** One file. */
    default Optional<StoredFile> find(long id) {
        return Optional.ofNullable(find(Set.of(id)).get(id));
    }

    /** Removes files for good, for their owner, which no longer uses them; ids that name nothing are ignored. */
    void discard(String owner, Collection<Long> ids);
}
