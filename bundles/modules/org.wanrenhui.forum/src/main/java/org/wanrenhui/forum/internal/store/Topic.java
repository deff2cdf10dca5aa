package org.wanrenhui.forum.internal.store;

import java.time.Instant;
import java.util.List;

/** A topic with its counters. */
public record Topic(
        long id,
        long boardId,
        long communityId,
        long authorId,
        String title,
        String state,
        boolean pinned,
        boolean featured,
        boolean locked,
        long answerId,
        long firstPostId,
        int replyCount,
        int viewCount,
        int reactionCount,
        Instant createdAt,
        Instant lastAt,
        long lastAuthorId,
        int revision,
        String tags,
        String sourceNote,
        boolean poll,
        double hot,
        long lastPostId) {

    /** JPQL constructor expression over {@code TopicEntity t}. */
    static final String SELECT = "select new org.wanrenhui.forum.internal.store.Topic(t.id, t.boardId, t.communityId, "
            + "t.authorId, t.title, t.state, t.pinned, t.featured, t.locked, t.answerId, t.firstPostId, t.replyCount, "
            + "t.viewCount, t.reactionCount, t.createdAt, t.lastAt, t.lastAuthorId, t.revision, t.tags, t.sourceNote, "
            + "t.poll, t.hot, t.lastPostId) from TopicEntity t ";

    /** Tags in the order they were given. */
    public List<String> tagList() {
        return tags.isBlank() ? List.of() : List.of(tags.split(","));
    }

    public boolean visible() {
        return state.equals(State.VISIBLE);
    }

    public boolean solved() {
        return answerId != 0;
    }
}
