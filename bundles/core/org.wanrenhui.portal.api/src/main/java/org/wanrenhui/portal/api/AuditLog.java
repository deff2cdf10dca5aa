package org.wanrenhui.portal.api;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads what {@link Audit} wrote. Thread-safe. */
@ProviderType
public interface AuditLog {

    /**
     * One entry.
     *
     * @param id        grows with every entry
     * @param at        when
     * @param actorId   member who did it; 0 for the system
     * @param actor     name of the member at that time, or {@code system}
     * @param action    what was done, dotted
     * @param object    what it was done to
     * @param detail    one sentence
     * @param requestId request in which it was done; {@code -} outside a request
     */
    record Entry(
            long id,
            Instant at,
            long actorId,
            String actor,
            String action,
            String object,
            String detail,
            String requestId) {}

    /**
     * What to show; an empty field filters nothing.
     *
     * @param action  beginning of the action: {@code modules.} or {@code modules.enable}
     * @param object  beginning of the object: {@code module:} or {@code module:forum}
     * @param actorId member who did it
     * @param from    not before
     * @param until   before
     */
    record Filter(
            Optional<String> action,
            Optional<String> object,
            Optional<Long> actorId,
            Optional<Instant> from,
            Optional<Instant> until) {

        /** Everything. */
        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Entries, newest first.
     *
     * @param after {@code next} of the slice before; null or empty for the first
     * @param limit entries at most, 1 to 200
     */
    Slice<Entry> entries(Filter filter, String after, int limit);
}
