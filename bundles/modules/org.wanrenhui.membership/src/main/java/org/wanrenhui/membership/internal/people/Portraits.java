package org.wanrenhui.membership.internal.people;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;

/** Pictures of members. Everybody sees them, like the names beside which they stand. */
@Component(service = Portraits.class)
public final class Portraits {

    static final String OWNER = "membership.portrait";
    private static final int SHOWN = 192;

    private final Files files;
    private final Transactions transactions;
    private final MemberChanges changes;
    private final Audit audit;

    @Activate
    public Portraits(
            @Reference Files files,
            @Reference Transactions transactions,
            @Reference MemberChanges changes,
            @Reference Audit audit) {
        this.files = files;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
    }

    /** Takes an upload as the caller's picture. */
    public void put(Caller caller, Upload upload) {
        set(caller.id(), files.store(OWNER, caller, upload));
    }

    /** Takes an uploaded file as the caller's picture. Throws {@link Problem} 422 when it is not theirs. */
    public void put(Caller caller, long fileId) {
        StoredFile file = files.find(fileId)
                .filter(found -> found.owner().equals(OWNER) && found.uploaderId() == caller.id())
                .orElseThrow(() -> Problem.invalid("file", "membership.picture.gone"));
        set(caller.id(), file);
    }

    /** Removes a member's picture, by themselves or by somebody who looks after members. */
    public void remove(Caller by, long member) {
        set(member, null);
        if (by.id() != member) {
            audit.record("membership.picture-removed", "member:" + member, "");
        }
    }

    private void set(long member, StoredFile file) {
        long before = transactions.write(em -> {
            MemberEntity row = em.find(MemberEntity.class, member, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                throw Problem.notFound();
            }
            long old = row.pictureFile;
            row.pictureFile = file == null ? 0 : file.id();
            row.picture = file == null ? "" : address(file);
            return old;
        });
        changes.committed(member);
        if (before != 0 && (file == null || before != file.id())) {
            files.discard(OWNER, Set.of(before));
        }
    }

    /** With a name of its own: what somebody called the file on their telephone is nobody's business. */
    private static String address(StoredFile file) {
        int width =
                file.widths().stream().filter(kept -> kept >= SHOWN).findFirst().orElse(file.width());
        return StoredFile.address(
                file.id(), file.hash(), file.type().equals("image/png") ? "portrait.png" : "portrait.jpg", width);
    }

    FileAccess access(long fileId, Optional<Caller> caller) {
        return used(Set.of(fileId)).isEmpty() ? FileAccess.NOBODY : FileAccess.EVERYBODY;
    }

    /** Those that some member shows; somebody who has been erased shows nothing. */
    Set<Long> used(Set<Long> fileIds) {
        return Set.copyOf(transactions.read(em -> em.createQuery(
                        "select m.pictureFile from MemberEntity m where m.pictureFile in :ids and m.state <> 'ERASED'",
                        Long.class)
                .setParameter("ids", fileIds)
                .getResultList()));
    }
}
