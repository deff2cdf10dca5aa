package org.wanrenhui.portal.api.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.moderation.Moderation;

/** Lets the moderation act on one kind of a module's content. */
@ConsumerType
public interface ModeratedContent {

    /**
     * Content as a reviewer sees it.
     *
     * @param title       one line
     * @param text        what to judge, plain text
     * @param href        where it stands
     * @param authorId    who wrote it
     * @param communityId where it appears; 0 for the region
     */
    record Exhibit(String title, String text, String href, long authorId, long communityId) {}

    /** {@code <module>.<kind>}: {@code forum.post}. */
    String kind();

    /** The content, or empty when it is gone. */
    Optional<Exhibit> find(long id);

    /** Makes it so; doing it twice changes nothing. */
    void apply(long id, Moderation.Action action, String reason);
}
