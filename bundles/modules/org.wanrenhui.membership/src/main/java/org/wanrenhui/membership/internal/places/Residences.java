package org.wanrenhui.membership.internal.places;

import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.MemberChanges;
import org.wanrenhui.membership.internal.people.Notices;
import org.wanrenhui.membership.internal.store.CommunityEntity;
import org.wanrenhui.membership.internal.store.ResidenceEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.web.Problem;

/** Who belongs to which community: joining, leaving, letting in. */
@Component(service = Residences.class)
public final class Residences {

    private static final int MOST = 20;
    private static final String PERMISSION = "membership.verify";

    private final Transactions transactions;
    private final DomainEvents events;
    private final KeptCommunities communities;
    private final Members members;
    private final MemberChanges changes;
    private final Notices notices;
    private final Moderation moderation;
    private final Settings settings;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Residences(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference KeptCommunities communities,
            @Reference Members members,
            @Reference MemberChanges changes,
            @Reference Notices notices,
            @Reference Moderation moderation,
            @Reference Settings settings,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.events = events;
        this.communities = communities;
        this.members = members;
        this.changes = changes;
        this.notices = notices;
        this.moderation = moderation;
        this.settings = settings;
        this.audit = audit;
    }

    /** One's own belonging to a community. */
    public record ResidenceView(
            long id,
            Community community,
            boolean pending,
            boolean verified,
            Instant until,
            String home,
            Instant joinedAt) {}

    /** Somebody who wants to be let in. */
    public record Applicant(long id, MemberCard member, String community, Instant at) {}

    /** Communities of a member, in the order of joining. */
    public List<ResidenceView> of(long memberId) {
        return transactions
                .read(em -> em.createQuery(
                                "select r from ResidenceEntity r where r.memberId = :m order by r.id",
                                ResidenceEntity.class)
                        .setParameter("m", memberId)
                        .getResultList())
                .stream()
                .flatMap(row -> communities.byId(row.communityId).stream()
                        .map(community -> new ResidenceView(
                                row.id,
                                community,
                                row.state.equals("PENDING"),
                                row.verified,
                                row.verifiedUntil,
                                row.home,
                                row.joinedAt)))
                .toList();
    }

    /** {@code none}, {@code pending} or {@code member}. */
    public String standing(Optional<Caller> caller, long communityId) {
        if (caller.isEmpty()) {
            return "none";
        }
        if (caller.get().communities().contains(communityId)) {
            return "member";
        }
        return transactions.read(em -> ResidenceRows.find(em, caller.get().id(), communityId)
                .map(row -> row.state.equals("PENDING") ? "pending" : "member")
                .orElse("none"));
    }

    /** Joins, or asks to be let in where that is the rule; answers whether the member belongs now. Doing it twice changes nothing. */
    public boolean join(long memberId, Community community) {
        if (moderation.banned(memberId, community.id())) {
            throw Problem.conflict("membership.join.banned");
        }
        try {
            boolean joined = transactions.write(em -> {
                Optional<ResidenceEntity> known = ResidenceRows.find(em, memberId, community.id());
                if (known.isPresent()) {
                    return known.get().state.equals("JOINED");
                }
                if (of(memberId).size() >= MOST) {
                    throw Problem.conflict("membership.join.most", MOST);
                }
                ResidenceEntity residence = ResidenceRows.create(em, memberId, community.id(), clock.instant());
                boolean open = isOpen(em.find(CommunityEntity.class, community.id()));
                if (open) {
                    events.publish(ResidenceRows.admit(em, residence));
                }
                return open;
            });
            committed(memberId);
            return joined;
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                return join(memberId, community);
            }
            throw e;
        }
    }

    private boolean isOpen(CommunityEntity community) {
        String rule =
                community.joinRule.equals("DEFAULT") ? settings.get("membership.join", "OPEN") : community.joinRule;
        return rule.equals("OPEN");
    }

    /** Leaves; nothing happens to somebody who did not belong. */
    public void leave(long memberId, long communityId) {
        transactions.run(em -> ResidenceRows.lock(em, memberId, communityId)
                .ifPresent(residence -> ResidenceRows.remove(em, residence)));
        committed(memberId);
    }

    /** Makes a community the one that a member sees first. */
    public void prefer(long memberId, long communityId) {
        transactions.run(em -> em.createQuery("update MemberEntity m set m.homeCommunity = :c where m.id = :m")
                .setParameter("c", communityId)
                .setParameter("m", memberId)
                .executeUpdate());
    }

    /** Those who wait to be let in where the caller may decide it, oldest first. */
    public Slice<Applicant> applicants(Caller caller, long communityId, long after, int limit) {
        List<Long> ids = Jurisdiction.ids(caller, PERMISSION, communities, communityId);
        List<ResidenceEntity> rows = transactions.read(em -> em.createQuery(
                        "select r from ResidenceEntity r where r.state = 'PENDING' and r.communityId in :ids and r.id > :after"
                                + " order by r.id",
                        ResidenceEntity.class)
                .setParameter("ids", ids)
                .setParameter("after", after)
                .setMaxResults(limit + 1)
                .getResultList());
        Map<Long, MemberCard> cards =
                members.cards(rows.stream().map(row -> row.memberId).collect(Collectors.toSet()));
        return Slice.of(rows, limit, row -> Long.toString(row.id))
                .map(row -> new Applicant(
                        row.id,
                        cards.getOrDefault(row.memberId, new MemberCard(row.memberId, "?", 1, "", "", "", false, "")),
                        communities.byId(row.communityId).map(Community::name).orElse(""),
                        row.joinedAt));
    }

    /**
     * Who lives where, for those who look after it.
     *
     * @param until when the proof ends, or null
     */
    public record Resident(
            long id,
            MemberCard member,
            String community,
            String home,
            boolean verified,
            Instant until,
            Instant joinedAt) {}

    /** Neighbours of the communities that the caller looks after, latest first; of one when it is not 0. */
    public Slice<Resident> residents(Caller caller, long communityId, long before, int limit) {
        List<Long> ids = Jurisdiction.ids(caller, PERMISSION, communities, communityId);
        List<ResidenceEntity> rows = transactions.read(em -> em.createQuery(
                        "select r from ResidenceEntity r where r.state = 'JOINED' and r.communityId in :ids and r.id < :before"
                                + " order by r.id desc",
                        ResidenceEntity.class)
                .setParameter("ids", ids)
                .setParameter("before", before)
                .setMaxResults(limit + 1)
                .getResultList());
        Map<Long, MemberCard> cards =
                members.cards(rows.stream().map(row -> row.memberId).collect(Collectors.toSet()));
        return Slice.of(rows, limit, row -> Long.toString(row.id))
                .map(row -> new Resident(
                        row.id,
                        cards.getOrDefault(row.memberId, new MemberCard(row.memberId, "?", 1, "", "", "", false, "")),
                        communities.byId(row.communityId).map(Community::name).orElse(""),
                        row.home,
                        row.verified,
                        row.verifiedUntil,
                        row.joinedAt));
    }

    /** Lets an applicant in or not. Throws {@link Problem} 404 outside the caller's jurisdiction, 409 when decided already. */
    public void decide(Caller caller, long residenceId, boolean admit) {
        long member = transactions.write(em -> {
            ResidenceEntity row = em.find(ResidenceEntity.class, residenceId, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !caller.may(PERMISSION, Scope.community(row.communityId))) {
                throw Problem.notFound();
            }
            if (!row.state.equals("PENDING")) {
                throw Problem.conflict("membership.decided");
            }
            String name = communities.byId(row.communityId).map(Community::name).orElse("");
            if (admit) {
                events.publish(ResidenceRows.admit(em, row));
                notices.send(em, row.memberId, "admitted", "/me/residence", name);
            } else {
                notices.send(em, row.memberId, "not-admitted", "/me/residence", name);
                em.remove(row);
            }
            audit.record(
                    admit ? "membership.admit" : "membership.refuse",
                    "member:" + row.memberId,
                    "community " + row.communityId);
            return row.memberId;
        });
        committed(member);
    }

    private void committed(long memberId) {
        communities.changed();
        changes.committed(memberId);
    }
}
