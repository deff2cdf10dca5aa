package org.wanrenhui.portal.api.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.Caller;

/**
 * Gives the search what it indexes. The search reads everything once in key order, then follows the module's events:
 * whenever one of {@link #changeEvents()} arrives, it reads the documents that the event names anew.
 */
@ConsumerType
public interface SearchSource {

    /**
     * One thing that can be found.
     *
     * @param id          id within the source, positive; keys of the first reading
     * @param title       one line
     * @param text        everything else to look in, plain text
     * @param href        path of its page
     * @param meta        short line under the hit, for example board and author
     * @param communityId community it belongs to; 0 for the region
     * @param audience    {@code public}, {@code members}, or {@code community} for members of that community only
     * @param at          when it last changed
     * @param more        more of something that has a document of its own: its title is shown, and may hold some of the words
     *                    looked for, but a title alone does not make it a hit, or the same would be found many times
     */
    record Document(
            long id,
            String title,
            String text,
            String href,
            String meta,
            long communityId,
            String audience,
            Instant at,
            boolean more) {

        /** Something that stands for itself. */
        public Document(
                long id,
                String title,
                String text,
                String href,
                String meta,
                long communityId,
                String audience,
                Instant at) {
            this(id, title, text, href, meta, communityId, audience, at, false);
        }
    }

    /** {@code <module>.<kind>}: {@code forum.topic}. */
    String name();

    /** Text key of what it holds, for the filter chips. */
    String titleKey();

    /**
     * Documents with id greater than {@code afterId}, in order of id, {@code limit} at most, fewer where they are long; none
     * means the end.
     */
    List<Document> after(long afterId, int limit);

    /** The document as it is now; empty when it is gone or hidden. */
    Optional<Document> find(long id);

    /** Types of events after which a document may differ. Their data has the document's id under {@link #idKey()}, if any. */
    Set<String> changeEvents();

    /** Key in the events' data that holds the document's id. */
    String idKey();

    /** Last look before a hit is shown; for rules that the audience does not tell. */
    default boolean mayFind(Document document, Optional<Caller> caller) {
        return true;
    }
}
