package org.wanrenhui.membership.internal.places;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.FileRules;
import org.wanrenhui.portal.api.spi.FileOwner;

/** Owns the papers of requests to have a home verified. */
@Component(service = FileOwner.class)
public final class PaperFiles implements FileOwner {

    private final Papers papers;

    @Activate
    public PaperFiles(@Reference Papers papers) {
        this.papers = papers;
    }

    @Override
    public String owner() {
        return Papers.OWNER;
    }

    @Override
    public FileRules rules() {
        return FileRules.evidence();
    }

    @Override
    public void checkUpload(Caller caller) {
        // whoever may ask to be verified may send papers, and every member may ask
    }

    @Override
    public FileAccess access(long fileId, Optional<Caller> caller) {
        return papers.access(fileId, caller);
    }

    @Override
    public Set<Long> used(Set<Long> fileIds) {
        return papers.used(fileIds);
    }
}
