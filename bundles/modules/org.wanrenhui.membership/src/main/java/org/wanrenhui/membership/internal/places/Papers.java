package org.wanrenhui.membership.internal.places;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.PaperEntity;
import org.wanrenhui.membership.internal.store.VerificationEntity;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;

/**
 * Papers that prove where somebody lives. Only the member who sent them and those who may decide the request can open them,
 * and some time after the decision they are removed: the setting {@code membership.papers.days}, 30 unless set.
 */
@Component(service = Papers.class)
public final class Papers {

    static final String OWNER = "membership.verification";
    private static final int MOST = 5;
    private static final int DAYS = 30;
    private static final int STEP = 200;

    /** A paper as it is listed. {@code preview} is a small picture, empty for a document. */
    public record Paper(long file, String name, boolean picture, String href, String preview) {}

    private final Files files;
    private final Transactions transactions;
    private final Settings settings;

    @Activate
    public Papers(@Reference Files files, @Reference Transactions transactions, @Reference Settings settings) {
        this.files = files;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** What was chosen: uploaded before, or come along with the form. Throws {@link Problem} naming {@code files}. */
    List<Long> take(Caller caller, List<Long> chosen, List<Upload> uploads) {
        Set<Long> ids = new LinkedHashSet<>(chosen == null ? List.of() : chosen);
        ids.remove(null);
        if (ids.size() + uploads.size() > MOST) {
            throw Problem.invalid("files", "membership.papers.most");
        }
        Map<Long, StoredFile> found = files.find(ids);
        for (long id : ids) {
            StoredFile file = found.get(id);
            if (file == null
                    || !file.owner().equals(OWNER)
                    || file.uploaderId() != caller.id()
                    || !used(Set.of(id)).isEmpty()) {
                throw Problem.invalid("files", "membership.papers.gone");
            }
        }
        List<Long> taken = new ArrayList<>(ids);
        uploads.forEach(upload -> taken.add(files.store(OWNER, caller, upload).id()));
        return taken;
    }

    static void attach(EntityManager em, long request, List<Long> papers) {
        for (long id : papers) {
            PaperEntity row = new PaperEntity();
            row.fileId = id;
            row.verificationId = request;
            em.persist(row);
        }
    }

    /** Papers by request; those that have been removed are missing. */
    Map<Long, List<Paper>> of(Collection<Long> requests) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        List<PaperEntity> rows = transactions.read(em -> em.createQuery(
                        "select p from PaperEntity p where p.verificationId in :ids order by p.fileId",
                        PaperEntity.class)
                .setParameter("ids", requests)
                .getResultList());
        Map<Long, StoredFile> found = rows.isEmpty()
                ? Map.of()
                : files.find(rows.stream().map(row -> row.fileId).toList());
        Map<Long, List<Paper>> papers = new HashMap<>();
        for (PaperEntity row : rows) {
            StoredFile file = found.get(row.fileId);
            if (file != null) {
                papers.computeIfAbsent(row.verificationId, id -> new ArrayList<>())
                        .add(new Paper(
                                file.id(),
                                file.name(),
                                file.picture(),
                                file.href(),
                                file.picture() ? file.href(320) : ""));
            }
        }
        return papers;
    }

    FileAccess access(long fileId, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return FileAccess.NOBODY;
        }
        VerificationEntity request = transactions.read(em -> {
            PaperEntity paper = em.find(PaperEntity.class, fileId);
            return paper == null ? null : em.find(VerificationEntity.class, paper.verificationId);
        });
        boolean may = request != null
                && (request.memberId == caller.get().id()
                        || caller.get().may(Verifications.PERMISSION, Scope.community(request.communityId)));
        return may ? FileAccess.CALLER : FileAccess.NOBODY;
    }

    Set<Long> used(Set<Long> fileIds) {
        return new HashSet<>(transactions.read(
                em -> em.createQuery("select p.fileId from PaperEntity p where p.fileId in :ids", Long.class)
                        .setParameter("ids", fileIds)
                        .getResultList()));
    }

    /** Days for which papers are kept after the decision. */
    public int days() {
        return Math.max(0, settings.getInt("membership.papers.days", DAYS));
    }

    /** Removes the papers of requests that were decided long enough ago; returns how many. */
    int removeOld(Instant now) {
        Instant before = now.minus(days(), ChronoUnit.DAYS);
        int removed = 0;
        List<Long> old;
        do {
            old = transactions.write(em -> {
                List<Long> ids = em.createQuery(
                                "select p.fileId from PaperEntity p, VerificationEntity v where v.id = p.verificationId "
                                        + "and v.decidedAt < :before",
                                Long.class)
                        .setParameter("before", before)
                        .setMaxResults(STEP)
                        .getResultList();
                if (!ids.isEmpty()) {
                    em.createQuery("delete from PaperEntity p where p.fileId in :ids")
                            .setParameter("ids", ids)
                            .executeUpdate();
                }
                return ids;
            });
            // a node that is killed between the two leaves files that nobody uses; those go after a week
            if (!old.isEmpty()) {
                files.discard(OWNER, old);
            }
            removed += old.size();
        } while (old.size() == STEP);
        return removed;
    }
}
