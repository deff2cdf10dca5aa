package org.wanrenhui.portal.files.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.files.StoredFile;
import org.wanrenhui.portal.api.web.Problem;

/** Rows of files, and the space that they take of their members'. */
@Component(service = FileTable.class)
public final class FileTable {

    private static final int MEGABYTES = 500;

    /** What is kept of a file, and where. */
    public record Row(StoredFile file, String blobKey, List<String> keys) {}

    /** How much of the space of a member is used. */
    public record Space(long used, long allowed, int files) {}

    private final Transactions transactions;
    private final Settings settings;
    /** Rows never change; one that was removed on another node is known here for some seconds more. */
    private final Cache<Long, Row> rows = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    @Activate
    public FileTable(@Reference Transactions transactions, @Reference Settings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Writes the row and takes its bytes from the member's space. Throws {@link Problem} 422 when there is too little. */
    StoredFile add(FileEntity row) {
        long allowed = allowed();
        begin(row.uploaderId);
        return transactions
                .write(em -> {
                    int taken = em.createQuery(
                                    "update SpaceEntity s set s.bytesKept = s.bytesKept + :bytes, s.files = s.files + 1 "
                                            + "where s.memberId = :member and s.bytesKept + :bytes <= :allowed")
                            .setParameter("bytes", row.bytesKept)
                            .setParameter("member", row.uploaderId)
                            .setParameter("allowed", allowed)
                            .executeUpdate();
                    if (taken == 0) {
                        throw full(allowed);
                    }
                    em.persist(row);
                    return row;
                })
                .toView();
    }

    /** Makes the member's row of space in a transaction of its own, so that two first uploads at once do not fail. */
    private void begin(long member) {
        if (transactions.read(em -> em.find(SpaceEntity.class, member)) != null) {
            return;
        }
        try {
            transactions.run(em -> {
                SpaceEntity space = new SpaceEntity();
                space.memberId = member;
                em.persist(space);
            });
        } catch (PersistenceException e) {
            if (transactions.read(em -> em.find(SpaceEntity.class, member)) == null) {
                throw e;
            }
        }
    }

    private static Problem full(long allowed) {
        return new Problem(
                422,
                "space-used-up",
                "files.problem.quota",
                new Object[] {allowed / 1_000_000},
                Map.of("files", "files.problem.quota"));
    }

    /** Throws {@link Problem} 422 when the member's space is used up already, before any work is done. */
    void checkSpace(long member) {
        Space space = space(member);
        if (space.used() >= space.allowed()) {
            throw full(space.allowed());
        }
    }

    /** The member's space. */
    public Space space(long member) {
        SpaceEntity space = transactions.read(em -> em.find(SpaceEntity.class, member));
        return space == null ? new Space(0, allowed(), 0) : new Space(space.bytesKept, allowed(), space.files);
    }

    private long allowed() {
        return Math.max(1, settings.getInt("files.quota.megabytes", MEGABYTES)) * 1_000_000L;
    }

    /** The rows of these ids that are there. */
    public Map<Long, Row> find(Collection<Long> ids) {
        Map<Long, Row> found = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Long id : Set.copyOf(ids)) {
            Row row = rows.getIfPresent(id);
            if (row == null) {
                missing.add(id);
            } else {
                found.put(id, row);
            }
        }
        if (!missing.isEmpty()) {
            transactions
                    .read(em -> em.createQuery("select f from FileEntity f where f.id in :ids", FileEntity.class)
                            .setParameter("ids", missing)
                            .getResultList())
                    .forEach(row -> {
                        found.put(row.id, view(row));
                        rows.put(row.id, view(row));
                    });
        }
        return found;
    }

    /** One row. */
    public Optional<Row> find(long id) {
        return Optional.ofNullable(find(Set.of(id)).get(id));
    }

    private static Row view(FileEntity row) {
        return new Row(row.toView(), row.blobKey, row.keys());
    }

    /** Removes the rows of the owner and gives the space back; returns what the storage has of them. */
    List<String> remove(String owner, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> keys = transactions.write(em -> {
            List<FileEntity> found = em.createQuery(
                            "select f from FileEntity f where f.owner = :owner and f.id in :ids order by f.id",
                            FileEntity.class)
                    .setParameter("owner", owner)
                    .setParameter("ids", Set.copyOf(ids))
                    .getResultList();
            List<String> all = new ArrayList<>();
            for (FileEntity row : found) {
                // decided by the database, so that of two who remove the same row only one gives the space back
                int removed = em.createQuery("delete from FileEntity f where f.id = :id")
                        .setParameter("id", row.id)
                        .executeUpdate();
                if (removed == 1) {
                    all.addAll(row.keys());
                    giveBack(em, row);
                }
            }
            return all;
        });
        rows.invalidateAll(ids);
        return keys;
    }

    private static void giveBack(EntityManager em, FileEntity row) {
        em.createQuery("update SpaceEntity s set s.bytesKept = s.bytesKept - :bytes, s.files = s.files - 1 "
                        + "where s.memberId = :member")
                .setParameter("bytes", row.bytesKept)
                .setParameter("member", row.uploaderId)
                .executeUpdate();
    }

    /** A member's own files, newest first. */
    public List<StoredFile> by(long member, long before, int limit) {
        return transactions
                .read(em -> em.createQuery(
                                "select f from FileEntity f where f.uploaderId = :member and f.id < :before order by f.id desc",
                                FileEntity.class)
                        .setParameter("member", member)
                        .setParameter("before", before)
                        .setMaxResults(limit)
                        .getResultList())
                .stream()
                .map(FileEntity::toView)
                .toList();
    }

    /** Ids of an owner's files that are older than the moment, in their order. */
    List<Long> olderThan(String owner, Instant moment, long after, int limit) {
        return transactions.read(em -> em.createQuery(
                        "select f.id from FileEntity f where f.owner = :owner and f.id > :after and f.createdAt < :moment "
                                + "order by f.id",
                        Long.class)
                .setParameter("owner", owner)
                .setParameter("after", after)
                .setParameter("moment", moment)
                .setMaxResults(limit)
                .getResultList());
    }

    /** Those of the keys' folders that belong to a row. */
    Set<String> known(Collection<String> blobKeys) {
        return blobKeys.isEmpty()
                ? Set.of()
                : Set.copyOf(transactions.read(em -> em.createQuery(
                                "select f.blobKey from FileEntity f where f.blobKey in :keys", String.class)
                        .setParameter("keys", Set.copyOf(blobKeys))
                        .getResultList()));
    }
}
