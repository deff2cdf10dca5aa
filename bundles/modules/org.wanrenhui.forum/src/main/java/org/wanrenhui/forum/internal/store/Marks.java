package org.wanrenhui.forum.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;

/** What a member follows and where they stopped reading. */
@Component(service = Marks.class)
public final class Marks {

    public static final String TOPIC = "TOPIC";
    public static final String BOARD = "BOARD";

    /** What a page needs to know of its reader; one query. */
    public record Reading(long readTo, boolean followed) {}

    private final Transactions transactions;

    @Activate
    public Marks(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** How far the member has read the topic and whether they follow it. */
    public Reading reading(long member, long topic) {
        return transactions.read(em -> {
            Object[] row = (Object[]) em.createQuery("select (select max(r.postId) from ReadMarkEntity r where "
                            + "r.memberId = :member and r.topicId = t.id), (select count(s) from SubscriptionEntity s "
                            + "where s.memberId = :member and s.kind = 'TOPIC' and s.targetId = t.id) "
                            + "from TopicEntity t where t.id = :topic")
                    .setParameter("member", member)
                    .setParameter("topic", topic)
                    .getSingleResult();
            return new Reading(
                    Optional.ofNullable((Number) row[0]).map(Number::longValue).orElse(0L),
                    ((Number) row[1]).longValue() > 0);
        });
    }

    /** Moves the mark forward; never back. */
    public void read(long member, long topic, long post) {
        transactions.run(em -> {
            int moved = em.createQuery("update ReadMarkEntity r set r.postId = :post "
                            + "where r.memberId = :member and r.topicId = :topic and r.postId < :post")
                    .setParameter("post", post)
                    .setParameter("member", member)
                    .setParameter("topic", topic)
                    .executeUpdate();
            if (moved == 0
                    && em.createQuery(
                                            "select count(r) from ReadMarkEntity r where r.memberId = :member and r.topicId = :topic",
                                            Long.class)
                                    .setParameter("member", member)
                                    .setParameter("topic", topic)
                                    .getSingleResult()
                            == 0) {
                ReadMarkEntity mark = new ReadMarkEntity();
                mark.memberId = member;
                mark.topicId = topic;
                mark.postId = post;
                em.persist(mark);
            }
        });
    }

    /** How far the member has read each of the topics; topics never opened are missing. One query. */
    public Map<Long, Long> readTo(long member, Collection<Long> topics) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        return transactions.read(em -> em
                .createQuery(
                        "select r.topicId, r.postId from ReadMarkEntity r where r.memberId = :member and r.topicId in :topics",
                        Object[].class)
                .setParameter("member", member)
                .setParameter("topics", topics)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1])));
    }

    /** Follows or unfollows; doing it twice changes nothing. */
    public void follow(long member, String kind, long target, boolean on) {
        transactions.run(em -> {
            List<SubscriptionEntity> rows = em.createQuery(
                            "select s from SubscriptionEntity s where s.memberId = :member and s.kind = :kind and s.targetId = :target",
                            SubscriptionEntity.class)
                    .setParameter("member", member)
                    .setParameter("kind", kind)
                    .setParameter("target", target)
                    .getResultList();
            if (on && rows.isEmpty()) {
                SubscriptionEntity row = new SubscriptionEntity();
                row.memberId = member;
                row.kind = kind;
                row.targetId = target;
                em.persist(row);
            } else if (!on) {
                rows.forEach(em::remove);
            }
        });
    }

    /** Whether the member follows the board. */
    public boolean followsBoard(long member, long board) {
        return transactions.read(em -> em.createQuery(
                                "select count(s) from SubscriptionEntity s where s.memberId = :member and s.kind = 'BOARD' and s.targetId = :board",
                                Long.class)
                        .setParameter("member", member)
                        .setParameter("board", board)
                        .getSingleResult()
                > 0);
    }
}
