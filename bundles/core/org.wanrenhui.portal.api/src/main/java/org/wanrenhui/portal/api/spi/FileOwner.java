package org.wanrenhui.portal.api.spi;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.FileRules;

/**
 * Owns files of one purpose: pictures in posts, papers of a request. While no such service is there, because its module is
 * off, its files are not served, not taken and not removed. Thread-safe.
 */
@ConsumerType
public interface FileOwner {

    /** Lasting name, {@code <module>.<what>}: {@code forum.post}. */
    String owner();

    /** What it takes. */
    FileRules rules();

    /** Throws {@link org.wanrenhui.portal.api.web.Problem} 403 when the caller may not upload for this purpose. */
    void checkUpload(Caller caller);

    /**
     * Who may read the file at this moment. Asked for every request; its uploader may always read it and is not asked for.
     *
     * @param caller empty for a visitor
     */
    FileAccess access(long fileId, Optional<Caller> caller);

    /** Those of the files that are in use; a file is removed when it is older than a week and not among them. */
    Set<Long> used(Set<Long> fileIds);
}
