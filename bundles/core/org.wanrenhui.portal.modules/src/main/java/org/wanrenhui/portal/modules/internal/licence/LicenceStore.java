package org.wanrenhui.portal.modules.internal.licence;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;

/** Tables of licences and of the highest time seen. */
@Component(service = LicenceStore.class)
public final class LicenceStore implements HighWaterClock.Store {

    private final Transactions transactions;

    @Activate
    public LicenceStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** The licence installed last. */
    public Optional<String> current() {
        return transactions.read(em -> rows(em).stream().findFirst().map(LicenceEntity::jws));
    }

    /** Number of the licence installed last; 0 while there is none. Grows with each. */
    public long currentId() {
        return transactions.read(em -> em.createQuery("select max(l.id) from LicenceEntity l", Long.class)
                .getResultStream()
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(0L));
    }

    /** Makes it the current licence. */
    public void install(String jws, String by, Instant at) {
        transactions.run(em -> {
            long id = rows(em).stream().findFirst().map(LicenceEntity::id).orElse(0L) + 1;
            em.persist(new LicenceEntity(id, jws, by, at));
        });
    }

    @Override
    public Instant load() {
        return transactions.read(em -> Optional.ofNullable(em.find(HighWaterEntity.class, HighWaterEntity.ONLY))
                .map(HighWaterEntity::seenAt)
                .orElse(Instant.EPOCH));
    }

    @Override
    public void raise(Instant to) {
        transactions.run(em -> {
            HighWaterEntity mark = em.find(HighWaterEntity.class, HighWaterEntity.ONLY, LockModeType.PESSIMISTIC_WRITE);
            if (mark == null) {
                em.persist(new HighWaterEntity(to));
            } else {
                mark.raise(to);
            }
        });
    }

    private static List<LicenceEntity> rows(jakarta.persistence.EntityManager em) {
        return em.createQuery("select l from LicenceEntity l order by l.id desc", LicenceEntity.class)
                .setMaxResults(1)
                .getResultList();
    }
}
