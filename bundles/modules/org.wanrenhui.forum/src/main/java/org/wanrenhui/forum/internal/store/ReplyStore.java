package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.moderation.Verdict;

/**
 * Stores replies. Those of one board that arrive at the same time share a transaction, because they would wait for each
 * other anyway: the board counts its posts, the topic its replies.
 */
final class ReplyStore {

    /** Groups of boards whose replies are stored side by side. */
    private static final int LANES = 4;

    private final Transactions transactions;
    private final Moderation moderation;
    private final Posting posting;
    private final List<Together<Reply, Posting.Written>> lanes = Stream.generate(
                    () -> new Together<Reply, Posting.Written>(this::append))
            .limit(LANES)
            .toList();

    ReplyStore(Transactions transactions, Moderation moderation, Posting posting) {
        this.transactions = transactions;
        this.moderation = moderation;
        this.posting = posting;
    }

    /** Stores the reply and tells its event; on disk when this returns. */
    Posting.Written store(Topic topic, Reply reply) {
        return lanes.get((int) (topic.boardId() % LANES)).apply(reply);
    }

    /**
     * A reply that may be stored.
     *
     * @param screened what a moderator is to see of it: the text, and the names of the files
     */
    record Reply(
            long topic,
            Caller author,
            String text,
            String screened,
            List<Attachment> files,
            String key,
            Verdict verdict,
            Set<Long> mentioned) {

        boolean held() {
            return verdict.outcome() == Verdict.Outcome.HOLD;
        }
    }

    private record Stored(TopicEntity topic, PostEntity post, Reply reply) {}

    private List<Posting.Written> append(List<Reply> replies) {
        return transactions.write(em -> append(em, replies));
    }

    /**
     * Stores replies that came at the same time. Topics are locked in the order of their ids, then boards in that of
     * theirs, as late as can be.
     */
    private List<Posting.Written> append(EntityManager em, List<Reply> replies) {
        Map<Long, TopicEntity> topics = new TreeMap<>();
        replies.stream()
                .map(Reply::topic)
                .sorted()
                .forEach(id -> topics.computeIfAbsent(id, key -> Posting.lock(em, key)));
        Map<Long, Integer> counts = new TreeMap<>();
        List<Stored> stored = new ArrayList<>(replies.size());
        Instant now = Posting.now();
        for (Reply reply : replies) {
            TopicEntity topic = topics.get(reply.topic());
            String state = reply.held() ? State.HELD : State.VISIBLE;
            PostEntity post = Posting.post(em, topic, reply.author(), reply.text(), false, state, reply.key(), now);
            Attachments.put(em, post, reply.files());
            topic.revision++;
            if (!reply.held()) {
                Posting.counted(topic, post, 1);
                counts.merge(topic.boardId, 1, Integer::sum);
            }
            stored.add(new Stored(topic, post, reply));
        }
        counts.forEach((board, posts) -> Counters.board(em, board, 0, posts, now));
        stored.forEach(this::announce);
        return stored.stream()
                .map(it -> new Posting.Written(
                        it.topic().id, it.post().id, it.reply().held()))
                .toList();
    }

    private void announce(Stored it) {
        Reply reply = it.reply();
        if (reply.held()) {
            long community = it.topic().communityId;
            moderation.queue(
                    new Submission(Posting.POST, it.post().id, reply.author().id(), community, reply.screened()),
                    reply.verdict());
        } else {
            posting.created(it.topic(), it.post(), reply.mentioned());
        }
    }
}
