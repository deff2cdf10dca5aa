package org.wanrenhui.membership.internal.places;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.wanrenhui.membership.internal.identity.Authorities;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.ResidenceEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.data.DomainEvent;

/** Changes of residences inside a transaction, with the counters that follow them. */
final class ResidenceRows {

    private ResidenceRows() {}

    static Optional<ResidenceEntity> find(EntityManager em, long memberId, long communityId) {
        return query(em, memberId, communityId).getResultList().stream().findFirst();
    }

    /** The row, locked, so that counters follow each change once. */
    static Optional<ResidenceEntity> lock(EntityManager em, long memberId, long communityId) {
        return query(em, memberId, communityId).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList().stream()
                .findFirst();
    }

    private static TypedQuery<ResidenceEntity> query(EntityManager em, long memberId, long communityId) {
        return em.createQuery(
                        "select r from ResidenceEntity r where r.memberId = :m and r.communityId = :c",
                        ResidenceEntity.class)
                .setParameter("m", memberId)
                .setParameter("c", communityId);
    }

    static ResidenceEntity create(EntityManager em, long memberId, long communityId, Instant at) {
        ResidenceEntity residence = new ResidenceEntity();
        residence.memberId = memberId;
        residence.communityId = communityId;
        residence.state = "PENDING";
        residence.joinedAt = at;
        em.persist(residence);
        return residence;
    }

    /** Makes the member belong; answers the event to publish. */
    static DomainEvent admit(EntityManager em, ResidenceEntity residence) {
        residence.state = "JOINED";
        count(em, residence.communityId, 1, 0);
        em.createQuery("update MemberEntity m set m.homeCommunity = :c where m.id = :m and m.homeCommunity = 0")
                .setParameter("c", residence.communityId)
                .setParameter("m", residence.memberId)
                .executeUpdate();
        Authorities.changed(em, residence.memberId);
        return event("membership.joined", residence);
    }

    /** Makes the home proven; answers the event to publish. */
    static DomainEvent verify(
            EntityManager em, ResidenceEntity residence, String home, String relation, Instant until) {
        if (!residence.verified) {
            count(em, residence.communityId, 0, 1);
        }
        residence.verified = true;
        residence.verifiedUntil = until;
        residence.endingTold = false;
        residence.home = home;
        residence.relation = relation;
        MemberEntity member = em.find(MemberEntity.class, residence.memberId, LockModeType.PESSIMISTIC_WRITE);
        if (!member.verified) {
            member.verified = true;
            Rows.count(em, "verified", 1);
        }
        return event("membership.verified", residence);
    }

    /** Takes the proof back; the member still belongs. Answers the event to publish. */
    static DomainEvent unverify(EntityManager em, ResidenceEntity residence) {
        residence.verified = false;
        residence.verifiedUntil = null;
        residence.endingTold = false;
        em.flush();
        count(em, residence.communityId, 0, -1);
        MemberEntity member = em.find(MemberEntity.class, residence.memberId, LockModeType.PESSIMISTIC_WRITE);
        boolean elsewhere = !em.createQuery(
                        "select r.id from ResidenceEntity r where r.memberId = :m and r.verified = true", Long.class)
                .setParameter("m", residence.memberId)
                .getResultList()
                .isEmpty();
        if (member.verified && !elsewhere) {
            member.verified = false;
            Rows.count(em, "verified", -1);
        }
        return event("membership.unverified", residence);
    }

    /** Ends the residence; a member without another verified home is no longer verified. */
    static void remove(EntityManager em, ResidenceEntity residence) {
        em.remove(residence);
        em.flush();
        if (residence.state.equals("JOINED")) {
            count(em, residence.communityId, -1, residence.verified ? -1 : 0);
        }
        MemberEntity member = em.find(MemberEntity.class, residence.memberId, LockModeType.PESSIMISTIC_WRITE);
        var left = em.createQuery(
                        "select r from ResidenceEntity r where r.memberId = :m order by r.id", ResidenceEntity.class)
                .setParameter("m", residence.memberId)
                .getResultList();
        if (member.verified && left.stream().noneMatch(r -> r.verified)) {
            member.verified = false;
            Rows.count(em, "verified", -1);
        }
        if (member.homeCommunity == residence.communityId) {
            member.homeCommunity = left.stream()
                    .filter(r -> r.state.equals("JOINED"))
                    .mapToLong(r -> r.communityId)
                    .findFirst()
                    .orElse(0);
        }
        em.flush();
        Authorities.changed(em, residence.memberId);
    }

    private static void count(EntityManager em, long communityId, int members, int verified) {
        em.createQuery("update CommunityEntity c set c.memberCount = c.memberCount + :m,"
                        + " c.verifiedCount = c.verifiedCount + :v where c.id = :id")
                .setParameter("m", members)
                .setParameter("v", verified)
                .setParameter("id", communityId)
                .executeUpdate();
    }

    private static DomainEvent event(String type, ResidenceEntity residence) {
        return new DomainEvent(
                type,
                "member:" + residence.memberId,
                Map.of(
                        "member", Long.toString(residence.memberId),
                        "community", Long.toString(residence.communityId)));
    }
}
