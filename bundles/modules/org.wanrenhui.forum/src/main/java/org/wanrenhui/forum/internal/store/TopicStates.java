package org.wanrenhui.forum.internal.store;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.web.Problem;

/** Changes the state of topics and posts: by their authors, by moderators, by the moderation queue. */
@Component(service = TopicStates.class)
public final class TopicStates {

    private final Transactions transactions;
    private final Posting posting;

    @Activate
    public TopicStates(@Reference Transactions transactions, @Reference Posting posting) {
        this.transactions = transactions;
        this.posting = posting;
    }

    /** An author takes back an own post, or a whole topic that nobody has answered yet. */
    public void withdraw(Topic topic, Post post, Caller caller) {
        if (post.authorId() != caller.id()) {
            throw Problem.forbidden();
        }
        transactions.run(em -> {
            // asked under the lock, so that no reply that comes at this moment goes down with the topic
            if (post.opening() && Posting.lock(em, topic.id()).replyCount > 0) {
                throw Problem.conflict("forum.problem.has-replies");
            }
            apply(
                    post.opening() ? Posting.TOPIC : Posting.POST,
                    post.opening() ? topic.id() : post.id(),
                    Moderation.Action.DELETE,
                    "");
        });
    }

    /** Brings content into the state that an action means; doing it twice changes nothing. */
    public void apply(String kind, long id, Moderation.Action action, String reason) {
        String state =
                switch (action) {
                    case APPROVE, RESTORE -> State.VISIBLE;
                    case HIDE -> State.HIDDEN;
                    case DELETE -> State.DELETED;
                };
        transactions.run(em -> {
            if (kind.equals(Posting.TOPIC)) {
                TopicEntity topic = em.find(TopicEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
                if (topic == null || topic.state.equals(state)) {
                    return;
                }
                boolean firstTime = topic.state.equals(State.HELD) && state.equals(State.VISIBLE);
                boolean shown = topic.state.equals(State.VISIBLE);
                if (shown != state.equals(State.VISIBLE)) {
                    int by = shown ? -1 : 1;
                    Counters.board(em, topic.boardId, by, by * (topic.replyCount + 1));
                }
                topic.state = state;
                topic.revision++;
                PostEntity opening = em.find(PostEntity.class, topic.firstPostId);
                opening.reason = reason;
                if (firstTime) {
                    posting.opened(topic, opening);
                }
                posting.changed(em, opening, true);
                return;
            }
            PostEntity post = em.find(PostEntity.class, id);
            if (post == null || post.state.equals(state)) {
                return;
            }
            TopicEntity topic = Posting.lock(em, post.topicId);
            boolean was = post.state.equals(State.VISIBLE);
            boolean firstTime = post.state.equals(State.HELD) && state.equals(State.VISIBLE);
            post.state = state;
            post.reason = reason;
            post.revision++;
            topic.revision++;
            if (was != state.equals(State.VISIBLE)) {
                Posting.counted(topic, post, was ? -1 : 1);
                Counters.board(em, topic.boardId, 0, was ? -1 : 1);
            }
            if (topic.answerId == post.id && !state.equals(State.VISIBLE)) {
                topic.answerId = 0;
            }
            if (firstTime) {
                posting.created(topic, post);
            }
            posting.changed(em, post, false);
        });
    }

    /** What a moderator can set on a topic; null leaves as it is. {@code board} moves it. */
    public record Settings(Boolean pinned, Boolean featured, Boolean locked, Long board) {}

    /** Pins, features, locks or moves a topic. */
    public void settle(Topic topic, Board from, Caller caller, Settings settings, Optional<Board> to) {
        if (!caller.may(Rights.MODERATE, from.scope())
                || to.isPresent() && !caller.may(Rights.MODERATE, to.get().scope())) {
            throw Problem.forbidden();
        }
        transactions.run(em -> {
            TopicEntity row = Posting.lock(em, topic.id());
            row.pinned = settings.pinned() == null ? row.pinned : settings.pinned();
            row.featured = settings.featured() == null ? row.featured : settings.featured();
            row.locked = settings.locked() == null ? row.locked : settings.locked();
            row.revision++;
            to.filter(board -> board.id() != row.boardId).ifPresent(board -> {
                if (row.state.equals(State.VISIBLE)) {
                    recount(em, row.boardId, board.id(), row.replyCount + 1);
                }
                row.boardId = board.id();
                row.communityId = board.communityId();
                em.createQuery(
                                "update PostEntity p set p.boardId = :board, p.communityId = :community where p.topicId = :topic")
                        .setParameter("board", board.id())
                        .setParameter("community", board.communityId())
                        .setParameter("topic", row.id)
                        .executeUpdate();
                posting.repliesChanged(em, row.id);
            });
            posting.changed(row);
        });
    }

    /** In the order of the boards' ids, so that two moves never wait for each other. */
    private static void recount(jakarta.persistence.EntityManager em, long from, long to, int posts) {
        if (from < to) {
            Counters.board(em, from, -1, -posts);
            Counters.board(em, to, 1, posts);
        } else {
            Counters.board(em, to, 1, posts);
            Counters.board(em, from, -1, -posts);
        }
    }

    /** What a post said before, newest first. */
    public List<String> history(Post post) {
        return transactions.read(em -> em.createQuery(
                        "select e.body from PostEditEntity e where e.postId = :post order by e.id desc", String.class)
                .setParameter("post", post.id())
                .setMaxResults(50)
                .getResultList());
    }
}
