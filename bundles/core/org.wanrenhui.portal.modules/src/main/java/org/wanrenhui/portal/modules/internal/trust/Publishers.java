package org.wanrenhui.portal.modules.internal.trust;

import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.Transactions;

/**
 * The table of trusted publishers, shared by all nodes. It is not among the settings, which any module may write through the
 * API; only the moment of its last change is, so that the other nodes hear of it.
 */
@Component(service = Publishers.class)
public final class Publishers {

    private static final String CHANGED = "modules.publishers-changed";

    private final Transactions transactions;
    private final Settings settings;

    @Activate
    public Publishers(@Reference Transactions transactions, @Reference Settings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    /** All, by name. */
    public List<Publisher> all() {
        return transactions.read(
                em -> em.createQuery("select p from PublisherEntity p", PublisherEntity.class).getResultList().stream()
                        .map(PublisherEntity::toView)
                        .sorted(Comparator.comparing(
                                        (Publisher p) -> p.certificate().name())
                                .thenComparing(p -> p.certificate().fingerprint()))
                        .toList());
    }

    /** The one with that fingerprint, or nobody. */
    public Optional<Publisher> find(String fingerprint) {
        return transactions.read(em ->
                Optional.ofNullable(em.find(PublisherEntity.class, fingerprint)).map(PublisherEntity::toView));
    }

    /** Trusts the certificate. Returns false when it was trusted already. */
    public boolean add(Certificate certificate, String by, Instant at) {
        if (find(certificate.fingerprint()).isPresent()) {
            return false;
        }
        try {
            transactions.run(em -> em.persist(new PublisherEntity(certificate, by, at)));
        } catch (PersistenceException e) {
            // Another operator may have pressed at the same moment.
            if (find(certificate.fingerprint()).isEmpty()) {
                throw e;
            }
            return false;
        }
        tell(at);
        return true;
    }

    /** Trusts it no longer. Returns false when it was not trusted anyway. */
    public boolean remove(String fingerprint, Instant at) {
        boolean removed = transactions.write(em -> {
            PublisherEntity row = em.find(PublisherEntity.class, fingerprint);
            if (row != null) {
                em.remove(row);
            }
            return row != null;
        });
        if (removed) {
            tell(at);
        }
        return removed;
    }

    /** Changes whenever somebody was added or removed on any node; a second late on others. From memory. */
    String version() {
        return settings.get(CHANGED, "");
    }

    private void tell(Instant at) {
        settings.put(Map.of(CHANGED, at.toString()));
    }
}
