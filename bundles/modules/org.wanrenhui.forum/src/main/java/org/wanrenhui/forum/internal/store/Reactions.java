package org.wanrenhui.forum.internal.store;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.text.HotScore;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Reactions to posts, and the answer that an asker accepts. */
@Component(service = Reactions.class)
public final class Reactions {

    /** The reactions there are. */
    public static final List<String> KINDS = List.of("like", "thanks", "laugh");

    private final Transactions transactions;
    private final DomainEvents events;

    @Activate
    public Reactions(@Reference Transactions transactions, @Reference DomainEvents events) {
        this.transactions = transactions;
        this.events = events;
    }

    /** Sets or takes back the caller's reaction; doing it twice changes nothing. Returns the post's count after. */
    public int react(Post post, Caller caller, String kind, boolean on) {
        if (!KINDS.contains(kind)) {
            throw Problem.invalid("kind", "forum.problem.reaction");
        }
        if (post.authorId() == caller.id()) {
            throw Problem.conflict("forum.problem.own-post");
        }
        return transactions.write(em -> {
            TopicEntity topic = Posting.lock(em, post.topicId());
            PostEntity row = em.find(PostEntity.class, post.id(), LockModeType.PESSIMISTIC_WRITE);
            List<ReactionEntity> mine = em.createQuery(
                            "select r from ReactionEntity r where r.postId = :post and r.memberId = :member",
                            ReactionEntity.class)
                    .setParameter("post", post.id())
                    .setParameter("member", caller.id())
                    .getResultList();
            int by = 0;
            boolean was = !mine.isEmpty() && mine.get(0).active;
            if (on && mine.isEmpty()) {
                ReactionEntity reaction = new ReactionEntity();
                reaction.postId = post.id();
                reaction.memberId = caller.id();
                reaction.kind = kind;
                reaction.active = true;
                reaction.createdAt = Posting.now();
                em.persist(reaction);
                by = 1;
                events.publish(Posting.event(
                        "forum.reaction-given",
                        topic,
                        Map.of(
                                "post", Posting.text(post.id()),
                                "author", Posting.text(post.authorId()),
                                "member", Posting.text(caller.id()))));
            } else if (on) {
                mine.get(0).kind = kind;
                mine.get(0).active = true;
                by = was ? 0 : 1;
            } else if (was) {
                // the row stays: whoever gives and takes back again and again is news, and worth points, only once
                mine.get(0).active = false;
                by = -1;
            }
            row.reactionCount += by;
            topic.reactionCount += by;
            topic.hot = HotScore.of(topic.replyCount, topic.reactionCount, topic.lastAt);
            topic.revision++;
            return row.reactionCount;
        });
    }

    /** Which of the posts the caller has reacted to. One query. */
    public Set<Long> mine(Collection<Long> posts, long member) {
        if (posts.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(transactions.read(em -> em.createQuery(
                        "select r.postId from ReactionEntity r where r.memberId = :member and r.active = true and r.postId in :posts",
                        Long.class)
                .setParameter("member", member)
                .setParameter("posts", posts)
                .getResultList()));
    }

    /** The asker accepts an answer, or none with {@code post} null. */
    public void accept(Topic topic, Board board, Caller caller, Post post) {
        boolean moderator = caller.may(Rights.MODERATE, board.scope());
        if (!board.kind().equals(Board.QUESTION)) {
            throw Problem.conflict("forum.problem.no-question");
        }
        if (topic.authorId() != caller.id() && !moderator) {
            throw Problem.forbidden("forum.problem.only-asker");
        }
        if (post != null && (post.topicId() != topic.id() || post.opening() || !post.visible())) {
            throw Problem.conflict("forum.problem.no-answer");
        }
        transactions.run(em -> {
            TopicEntity row = Posting.lock(em, topic.id());
            long before = row.answerId;
            row.answerId = post == null ? 0 : post.id();
            row.revision++;
            // Whoever answers their own question has found it out, but is not rewarded for it.
            PostEntity answer =
                    post == null ? null : em.find(PostEntity.class, post.id(), LockModeType.PESSIMISTIC_WRITE);
            if (answer != null && before != answer.id && answer.authorId != row.authorId && !answer.acceptedOnce) {
                answer.acceptedOnce = true;
                events.publish(Posting.event(
                        "forum.answer-accepted",
                        row,
                        Map.of("post", Posting.text(post.id()), "author", Posting.text(post.authorId()))));
            }
        });
    }
}
