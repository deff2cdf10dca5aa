package org.wanrenhui.forum.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Polls of topics: one vote per member, counted with the vote. */
@Component(service = Polls.class)
public final class Polls {

    /** A poll as shown; {@code chosen} on the options that the reader has voted for. */
    public record Poll(
            String question, boolean multiple, Instant closesAt, int voters, List<Option> options, boolean voted) {

        Poll chosen(Set<Long> choices) {
            return choices.isEmpty()
                    ? this
                    : new Poll(
                            question,
                            multiple,
                            closesAt,
                            voters,
                            options.stream()
                                    .map(o -> new Option(o.id(), o.label(), o.votes(), choices.contains(o.id())))
                                    .toList(),
                            true);
        }

        public boolean closed() {
            return closesAt != null && closesAt.isBefore(Instant.now());
        }
    }

    /** An option with its votes. */
    public record Option(long id, String label, int votes, boolean chosen) {}

    private record Key(long topic, int revision) {}

    private final Transactions transactions;

    /** Results by the topic's revision, which every vote raises. */
    private final Cache<Key, Optional<Poll>> counted =
            Caffeine.newBuilder().maximumSize(500).build();

    @Activate
    public Polls(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    static void store(EntityManager em, long topic, NewTopic.NewPoll poll, Instant now) {
        PollEntity row = new PollEntity();
        row.topicId = topic;
        row.question = poll.question();
        row.multiple = poll.multiple();
        row.closesAt = poll.open().map(now::plus).orElse(null);
        em.persist(row);
        int position = 0;
        for (String label : poll.options()) {
            PollOptionEntity option = new PollOptionEntity();
            option.topicId = topic;
            option.position = position++;
            option.label = label;
            em.persist(option);
        }
    }

    /** The poll of a topic, with the caller's own choice. */
    public Optional<Poll> of(Topic topic, Optional<Caller> caller) {
        return counted.get(new Key(topic.id(), topic.revision()), key -> load(key.topic()))
                .map(poll -> caller.map(
                                c -> poll.chosen(transactions.read(em -> Set.copyOf(choices(em, topic.id(), c.id())))))
                        .orElse(poll));
    }

    private Optional<Poll> load(long topic) {
        return transactions.read(em -> Optional.ofNullable(em.find(PollEntity.class, topic))
                .map(poll -> new Poll(
                        poll.question,
                        poll.multiple,
                        poll.closesAt,
                        poll.voters,
                        options(em, topic).stream()
                                .map(o -> new Option(o.id, o.label, o.votes, false))
                                .toList(),
                        false)));
    }

    /** Casts a vote. Throws {@link Problem} 409 for a second one or after the close, 422 for options that are not there. */
    public void vote(Topic topic, Caller caller, List<Long> optionIds) {
        transactions.run(em -> {
            TopicEntity row = Posting.lock(em, topic.id());
            PollEntity poll = em.find(PollEntity.class, topic.id(), LockModeType.PESSIMISTIC_WRITE);
            if (poll == null) {
                throw Problem.notFound();
            }
            if (poll.closesAt != null && poll.closesAt.isBefore(Instant.now())) {
                throw Problem.conflict("forum.problem.poll-closed");
            }
            if (!choices(em, topic.id(), caller.id()).isEmpty()) {
                throw Problem.conflict("forum.problem.voted");
            }
            List<PollOptionEntity> picked = options(em, topic.id()).stream()
                    .filter(option -> optionIds.contains(option.id))
                    .toList();
            if (picked.isEmpty()
                    || picked.size() != Set.copyOf(optionIds).size()
                    || !poll.multiple && picked.size() > 1) {
                throw Problem.invalid("options", "forum.problem.poll-choice");
            }
            for (PollOptionEntity option : picked) {
                option.votes++;
                PollVoteEntity vote = new PollVoteEntity();
                vote.topicId = topic.id();
                vote.memberId = caller.id();
                vote.optionId = option.id;
                em.persist(vote);
            }
            poll.voters++;
            row.revision++;
        });
    }

    private static List<PollOptionEntity> options(EntityManager em, long topic) {
        return em.createQuery(
                        "select o from PollOptionEntity o where o.topicId = :topic order by o.position",
                        PollOptionEntity.class)
                .setParameter("topic", topic)
                .getResultList();
    }

    private static List<Long> choices(EntityManager em, long topic, long member) {
        return em.createQuery(
                        "select v.optionId from PollVoteEntity v where v.topicId = :topic and v.memberId = :member",
                        Long.class)
                .setParameter("topic", topic)
                .setParameter("member", member)
                .getResultList();
    }
}
