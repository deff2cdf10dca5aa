package org.wanrenhui.forum.internal.store;

import java.time.Instant;
import java.util.List;

/** A post as it was written. {@code editedAt} is null when it never was. */
public record Post(
        long id,
        long topicId,
        long boardId,
        long communityId,
        long authorId,
        boolean opening,
        String body,
        String state,
        String reason,
        Instant createdAt,
        Instant editedAt,
        int reactionCount,
        int revision,
        String attachments) {

    /** JPQL constructor expression over {@code PostEntity p}. */
    static final String SELECT = "select new org.wanrenhui.forum.internal.store.Post(p.id, p.topicId, p.boardId, "
            + "p.communityId, p.authorId, p.opening, p.body, p.state, p.reason, p.createdAt, p.editedAt, "
            + "p.reactionCount, p.revision, p.attachments) from PostEntity p ";

    /** Files in the post, in their order. */
    public List<Attachment> files() {
        return Attachment.decode(attachments);
    }

    public boolean visible() {
        return state.equals(State.VISIBLE);
    }
}
