package org.wanrenhui.portal.api.spi;

import java.time.Instant;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.data.DomainEvent;

/**
 * Receives domain events, at least once, in order per subject. A consumer that goes away keeps its place and catches up
 * when it returns; a new one starts with the events published from then on. An exception means: again later, and after
 * ten tries into the dead letters. Delivery is on one thread per consumer and cluster.
 */
@ConsumerType
public interface EventConsumer {

    /**
     * An event on its way.
     *
     * @param position grows with every event; the same event always has the same position, so remember it to be idempotent
     * @param event    what happened
     * @param at       when it was published
     */
    record Delivery(long position, DomainEvent event, Instant at) {}

    /** Lasting name, {@code <module>.<what>}; its place in the stream is kept under it. */
    String name();

    /** Types that it wants; a type ending in {@code *} stands for all that begin so. */
    Set<String> types();

    /** Takes one event. */
    void receive(Delivery delivery) throws Exception;

    /** Whether every node needs to see every event (indexes, caches), not just one node of the cluster. */
    default boolean onEveryNode() {
        return false;
    }
}
