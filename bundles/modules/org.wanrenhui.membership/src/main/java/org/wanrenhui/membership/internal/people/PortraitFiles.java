package org.wanrenhui.membership.internal.people;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.FileRules;
import org.wanrenhui.portal.api.spi.FileOwner;

/** Owns the pictures of members. */
@Component(service = FileOwner.class)
public final class PortraitFiles implements FileOwner {

    private final Portraits portraits;

    @Activate
    public PortraitFiles(@Reference Portraits portraits) {
        this.portraits = portraits;
    }

    @Override
    public String owner() {
        return Portraits.OWNER;
    }

    @Override
    public FileRules rules() {
        return FileRules.portrait();
    }

    @Override
    public void checkUpload(Caller caller) {
        // every member may have a picture
    }

    @Override
    public FileAccess access(long fileId, Optional<Caller> caller) {
        return portraits.access(fileId, caller);
    }

    @Override
    public Set<Long> used(Set<Long> fileIds) {
        return portraits.used(fileIds);
    }
}
