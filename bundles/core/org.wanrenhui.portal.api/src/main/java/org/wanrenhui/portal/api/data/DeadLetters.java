package org.wanrenhui.portal.api.data;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.wanrenhui.portal.api.Slice;

/** Events that could not be delivered, and how far every consumer is behind. For the console. Thread-safe. */
@ProviderType
public interface DeadLetters {

    /**
     * An event that a consumer failed to take ten times.
     *
     * @param id          key of the letter
     * @param consumer    name of the consumer
     * @param position    place of the event in the stream
     * @param event       what happened
     * @param publishedAt when it was published
     * @param tries       how often it was tried
     * @param lastTryAt   when it was tried last
     * @param error       what the consumer threw last, one line
     */
    record Letter(
            long id,
            String consumer,
            long position,
            DomainEvent event,
            Instant publishedAt,
            int tries,
            Instant lastTryAt,
            String error) {}

    /**
     * How far a consumer is.
     *
     * @param consumer name
     * @param node     node whose copy this is, for a consumer that runs on every node; else empty
     * @param present  whether this node has the consumer now; one that is switched off keeps its place
     * @param behind   events published and not yet looked at by it
     * @param waiting  events set aside to be tried again, and those that wait behind them
     * @param dead     its dead letters
     */
    record Backlog(String consumer, String node, boolean present, long behind, long waiting, long dead) {}

    /**
     * Dead letters, newest first.
     *
     * @param after {@code next} of the slice before; null or empty for the first
     * @param limit letters at most, 1 to 200
     */
    Slice<Letter> list(String after, int limit);

    /** Delivers it again, with ten new tries. False when there is no such dead letter. */
    boolean retry(long id);

    /** Drops it for good. False when there is no such dead letter. */
    boolean discard(long id);

    /** Every consumer ever seen, by name. */
    List<Backlog> backlogs();

    /** Forgets the place of a consumer that will not return. False while this node has it, or when it is unknown. */
    boolean forget(String consumer);
}
