package org.wanrenhui.membership.internal.identity;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.Job;

/** Deletes sessions and codes that have expired. */
@Component
public final class SessionCleanup implements Job {

    private final Transactions transactions;

    @Activate
    public SessionCleanup(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "membership.expired-sessions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = Instant.now();
        transactions.run(em -> {
            em.createQuery("delete from SessionEntity s where s.expiresAt < :now")
                    .setParameter("now", now)
                    .executeUpdate();
            em.createQuery("delete from CodeEntity c where c.expiresAt < :now")
                    .setParameter("now", now)
                    .executeUpdate();
        });
    }
}
