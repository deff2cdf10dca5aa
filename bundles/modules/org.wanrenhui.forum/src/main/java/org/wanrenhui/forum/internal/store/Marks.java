package org.wanrenhui.forum.internal.store;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;

/** What a member follows, and what a topic's page needs to know of them. */
@Component(service = Marks.class)
public final class Marks {

    public static final String TOPIC = "TOPIC";
    public static final String BOARD = "BOARD";

    /** What a page needs to know of its reader; one query. */
    public record Reading(long readTo, boolean followed, boolean draft) {}

    private final Transactions transactions;

    @Activate
    public Marks(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** How far the member has read the topic, whether they follow it, and what they have begun to reply. */
    public Reading reading(long member, long topic) {
        return transactions.read(em -> {
            Object[] row = (Object[]) em.createQuery("select (select max(r.postId) from ReadMarkEntity r where "
                            + "r.memberId = :member and r.topicId = t.id), (select count(s) from SubscriptionEntity s "
                            + "where s.memberId = :member and s.kind = 'TOPIC' and s.targetId = t.id), "
                            + "(select max(d.id) from DraftEntity d where d.memberId = :member and d.place = :place) "
                            + "from TopicEntity t where t.id = :topic")
                    .setParameter("member", member)
                    .setParameter("place", Drafts.ofTopic(topic))
                    .setParameter("topic", topic)
                    .getSingleResult();
            return new Reading(
                    Optional.ofNullable((Number) row[0]).map(Number::longValue).orElse(0L),
                    ((Number) row[1]).longValue() > 0,
                    row[2] != null);
        });
    }

    /** Follows or unfollows; doing it twice changes nothing. */
    public void follow(long member, String kind, long target, boolean on) {
        Twice.run(() -> mark(member, kind, target, on));
    }

    private void mark(long member, String kind, long target, boolean on) {
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
