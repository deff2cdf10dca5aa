package org.wanrenhui.portal.api.data;

import org.osgi.annotation.versioning.ProviderType;

/** Publishes domain events through the outbox. Thread-safe. */
@ProviderType
public interface DomainEvents {

    /**
     * Writes the event to the outbox in the surrounding {@code transactions.write}; it is delivered, at least once and
     * ordered per subject, after that transaction has committed, and never when it rolled back.
     *
     * @throws IllegalStateException outside a write transaction
     */
    void publish(DomainEvent event);
}
