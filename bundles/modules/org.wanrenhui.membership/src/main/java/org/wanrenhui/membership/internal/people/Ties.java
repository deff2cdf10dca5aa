package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.membership.internal.store.TieEntity;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Following and blocking. */
@Component(service = Ties.class)
public final class Ties {

    private final Transactions transactions;
    private final DomainEvents events;
    private final Members members;
    private final MemberChanges changes;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Ties(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference Members members,
            @Reference MemberChanges changes) {
        this.transactions = transactions;
        this.events = events;
        this.members = members;
        this.changes = changes;
    }

    /** What one member has done with another. */
    public record Standing(boolean following, boolean blocked) {

        static final Standing NONE = new Standing(false, false);
    }

    /** Lists that can be asked for. */
    public enum Side {
        FOLLOWED,
        FOLLOWERS,
        BLOCKED
    }

    public Standing standing(long memberId, long targetId) {
        List<String> kinds = transactions.read(em -> em.createQuery(
                        "select t.kind from TieEntity t where t.memberId = :m and t.targetId = :t", String.class)
                .setParameter("m", memberId)
                .setParameter("t", targetId)
                .getResultList());
        return new Standing(kinds.contains("FOLLOW"), kinds.contains("BLOCK"));
    }

    /** Follows; doing it twice changes nothing. Throws {@link Problem} 404 for nobody, 409 where one blocks the other. */
    public void follow(long memberId, long targetId) {
        once(() -> transactions.run(em -> {
            checkOther(em, memberId, targetId);
            if (has(em, memberId, "BLOCK", targetId) || has(em, targetId, "BLOCK", memberId)) {
                throw Problem.conflict("membership.follow.blocked");
            }
            if (has(em, memberId, "FOLLOW", targetId)) {
                return;
            }
            add(em, memberId, "FOLLOW", targetId);
            count(em, memberId, targetId, 1);
            events.publish(new DomainEvent(
                    "membership.followed",
                    "member:" + targetId,
                    Map.of("member", Long.toString(memberId), "target", Long.toString(targetId))));
        }));
    }

    public void unfollow(long memberId, long targetId) {
        transactions.run(em -> endFollowing(em, memberId, targetId));
    }

    /** Blocks: neither follows the other any more. */
    public void block(long memberId, long targetId) {
        once(() -> transactions.run(em -> {
            checkOther(em, memberId, targetId);
            if (has(em, memberId, "BLOCK", targetId)) {
                return;
            }
            endFollowing(em, memberId, targetId);
            endFollowing(em, targetId, memberId);
            add(em, memberId, "BLOCK", targetId);
        }));
        changes.committed(memberId);
    }

    public void unblock(long memberId, long targetId) {
        transactions.run(em -> remove(em, memberId, "BLOCK", targetId));
        changes.committed(memberId);
    }

    /** Cards of a list, latest first. */
    public Slice<MemberCard> list(long memberId, Side side, long before, int limit) {
        boolean followers = side == Side.FOLLOWERS;
        List<TieEntity> rows = transactions.read(em -> em.createQuery(
                        "select t from TieEntity t where t." + (followers ? "targetId" : "memberId")
                                + " = :m and t.kind = :k and t.id < :before order by t.id desc",
                        TieEntity.class)
                .setParameter("m", memberId)
                .setParameter("k", side == Side.BLOCKED ? "BLOCK" : "FOLLOW")
                .setParameter("before", before)
                .setMaxResults(limit + 1)
                .getResultList());
        Map<Long, MemberCard> cards = members.cards(rows.stream()
                .map(row -> followers ? row.memberId : row.targetId)
                .collect(Collectors.toSet()));
        Slice<TieEntity> slice = Slice.of(rows, limit, row -> Long.toString(row.id));
        return new Slice<>(
                slice.items().stream()
                        .map(row -> cards.get(followers ? row.memberId : row.targetId))
                        .filter(card -> card != null)
                        .toList(),
                slice.next());
    }

    private static void checkOther(EntityManager em, long memberId, long targetId) {
        if (em.find(MemberEntity.class, targetId) == null) {
            throw Problem.notFound();
        }
        if (memberId == targetId) {
            throw Problem.conflict("membership.follow.self");
        }
    }

    private static boolean has(EntityManager em, long memberId, String kind, long targetId) {
        return !em.createQuery(
                        "select t.id from TieEntity t where t.memberId = :m and t.kind = :k and t.targetId = :t",
                        Long.class)
                .setParameter("m", memberId)
                .setParameter("k", kind)
                .setParameter("t", targetId)
                .getResultList()
                .isEmpty();
    }

    private void add(EntityManager em, long memberId, String kind, long targetId) {
        TieEntity tie = new TieEntity();
        tie.memberId = memberId;
        tie.targetId = targetId;
        tie.kind = kind;
        tie.createdAt = Instant.now(clock);
        em.persist(tie);
        em.flush();
    }

    private static void endFollowing(EntityManager em, long memberId, long targetId) {
        if (remove(em, memberId, "FOLLOW", targetId) > 0) {
            count(em, memberId, targetId, -1);
        }
    }

    private static int remove(EntityManager em, long memberId, String kind, long targetId) {
        return em.createQuery("delete from TieEntity t where t.memberId = :m and t.kind = :k and t.targetId = :t")
                .setParameter("m", memberId)
                .setParameter("k", kind)
                .setParameter("t", targetId)
                .executeUpdate();
    }

    /** In order of id, so that two who follow each other at the same moment do not lock each other out. */
    private static void count(EntityManager em, long memberId, long targetId, int amount) {
        Runnable follower = () -> update(em, "followed", memberId, amount);
        Runnable target = () -> update(em, "followers", targetId, amount);
        (memberId < targetId ? follower : target).run();
        (memberId < targetId ? target : follower).run();
    }

    private static void update(EntityManager em, String field, long memberId, int amount) {
        em.createQuery("update MemberEntity m set m." + field + " = m." + field + " + :n where m.id = :id")
                .setParameter("n", amount)
                .setParameter("id", memberId)
                .executeUpdate();
    }

    /** Two clicks at the same moment are one. */
    private static void once(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!Rows.isDuplicate(e)) {
                throw e;
            }
        }
    }
}
