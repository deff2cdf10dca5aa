package org.wanrenhui.membership.internal.places;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.MemberChanges;
import org.wanrenhui.membership.internal.people.Notices;
import org.wanrenhui.membership.internal.store.ResidenceEntity;
import org.wanrenhui.membership.internal.store.VerificationEntity;
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
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Upload;

/** Requests to have a home verified, and the answers of agents, property staff and operators. */
@Component(service = Verifications.class)
public final class Verifications {

    static final Set<String> RELATIONS = Set.of("OWNER", "TENANT", "FAMILY");
    static final String PERMISSION = "membership.verify";
    private static final int OWN = 20;
    private static final Duration RENEWABLE = Duration.ofDays(30);
    private static final Duration TELL = Duration.ofDays(14);

    private final Transactions transactions;
    private final DomainEvents events;
    private final KeptCommunities communities;
    private final Members members;
    private final MemberChanges changes;
    private final Notices notices;
    private final Settings settings;
    private final Audit audit;
    private final Papers papers;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Verifications(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference KeptCommunities communities,
            @Reference Members members,
            @Reference MemberChanges changes,
            @Reference Notices notices,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference Papers papers) {
        this.transactions = transactions;
        this.events = events;
        this.communities = communities;
        this.members = members;
        this.changes = changes;
        this.notices = notices;
        this.settings = settings;
        this.audit = audit;
        this.papers = papers;
    }

    /** What somebody filled in; anything may be null. */
    public record Draft(String building, String unit, String room, String relation, String note, List<Long> papers) {

        /** A draft without papers. */
        public Draft(String building, String unit, String room, String relation, String note) {
            this(building, unit, room, relation, note, List.of());
        }
    }

    /** A request as its member and those who decide see it. */
    public record View(
            long id,
            MemberCard member,
            long communityId,
            String community,
            String home,
            String relation,
            String note,
            List<Papers.Paper> papers,
            String state,
            String answer,
            Instant createdAt) {}

    /** Files a request; one can be open for each member and community. */
    public long request(Caller caller, Community community, Draft draft) {
        return request(caller, community, draft, List.of());
    }

    /** {@link #request(Caller, Community, Draft)} with papers that came along with the form. */
    public long request(Caller caller, Community community, Draft draft, List<Upload> uploads) {
        Input input = new Input();
        VerificationEntity row = new VerificationEntity();
        row.building = input.line("building", draft.building(), 1, 20);
        row.unitName = input.line("unit", draft.unit(), 0, 20);
        row.room = input.line("room", draft.room(), 1, 18);
        row.note = input.text("note", draft.note(), 0, 500);
        row.relation = draft.relation() == null ? "" : draft.relation();
        input.check(RELATIONS.contains(row.relation), "relation", "membership.relation.unknown");
        input.verify();
        row.memberId = caller.id();
        row.communityId = community.id();
        row.state = "PENDING";
        row.createdAt = clock.instant();
        transactions.read(em -> {
            checkOpen(em, caller, community);
            return null;
        });
        // outside the transaction, because pictures take time
        List<Long> sent = papers.take(caller, draft.papers(), uploads);
        return transactions.write(em -> {
            // locked, so that the same form sent twice at once files one request
            ResidenceRows.lock(em, caller.id(), community.id());
            checkOpen(em, caller, community);
            em.persist(row);
            Papers.attach(em, row.id, sent);
            return row.id;
        });
    }

    private void checkOpen(EntityManager em, Caller caller, Community community) {
        ResidenceEntity residence = ResidenceRows.find(em, caller.id(), community.id())
                .orElseThrow(() -> Problem.conflict("membership.verify.join-first"));
        if (residence.verified && !endsSoon(residence)) {
            throw Problem.conflict("membership.verify.already");
        }
        if (hasOpen(em, caller.id(), community.id())) {
            throw Problem.conflict("membership.verify.open");
        }
    }

    /** In the last month a proof may be renewed before it ends. */
    private boolean endsSoon(ResidenceEntity residence) {
        return residence.verifiedUntil != null
                && residence.verifiedUntil.isBefore(clock.instant().plus(RENEWABLE));
    }

    private static boolean hasOpen(EntityManager em, long memberId, long communityId) {
        return !em.createQuery(
                        "select v.id from VerificationEntity v where v.memberId = :m and v.communityId = :c"
                                + " and v.state = 'PENDING'",
                        Long.class)
                .setParameter("m", memberId)
                .setParameter("c", communityId)
                .getResultList()
                .isEmpty();
    }

    /** A member's own requests, newest first. */
    public List<View> own(long memberId) {
        return views(transactions.read(em -> em.createQuery(
                        "select v from VerificationEntity v where v.memberId = :m order by v.id desc",
                        VerificationEntity.class)
                .setParameter("m", memberId)
                .setMaxResults(OWN)
                .getResultList()));
    }

    /** Open requests that the caller may decide, oldest first; of one community when it is not 0. */
    public Slice<View> queue(Caller caller, long communityId, long after, int limit) {
        List<Long> ids = Jurisdiction.ids(caller, PERMISSION, communities, communityId);
        List<VerificationEntity> rows = transactions.read(em -> em.createQuery(
                        "select v from VerificationEntity v where v.state = 'PENDING' and v.communityId in :ids and v.id > :after"
                                + " order by v.id",
                        VerificationEntity.class)
                .setParameter("ids", ids)
                .setParameter("after", after)
                .setMaxResults(limit + 1)
                .getResultList());
        return new Slice<>(
                views(rows.subList(0, Math.min(limit, rows.size()))),
                Slice.of(rows, limit, row -> Long.toString(row.id)).next());
    }

    private List<View> views(List<VerificationEntity> rows) {
        Map<Long, MemberCard> cards =
                members.cards(rows.stream().map(row -> row.memberId).collect(Collectors.toSet()));
        Map<Long, List<Papers.Paper>> sent =
                papers.of(rows.stream().map(row -> row.id).toList());
        return rows.stream()
                .map(row -> new View(
                        row.id,
                        cards.getOrDefault(row.memberId, new MemberCard(row.memberId, "?", 1, "", "", "", false, "")),
                        row.communityId,
                        communities.byId(row.communityId).map(Community::name).orElse(""),
                        home(row),
                        row.relation,
                        row.note,
                        sent.getOrDefault(row.id, List.of()),
                        row.state,
                        row.answer,
                        row.createdAt))
                .toList();
    }

    private static String home(VerificationEntity row) {
        return Stream.of(row.building, row.unitName, row.room)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Communities whose requests the caller may decide. */
    public List<Community> jurisdiction(Caller caller) {
        return Jurisdiction.communities(caller, PERMISSION, communities);
    }

    /**
     * Approves or refuses. Throws {@link Problem} 404 outside the caller's jurisdiction, 403 for a request of the caller's
     * own, 409 when it was decided already, 422 when it is refused without a reason.
     */
    public void decide(Caller caller, long id, boolean approve, String typedReason) {
        Input input = new Input();
        String reason = input.line("reason", typedReason, approve ? 0 : 2, 200);
        input.verify();
        long member = transactions.write(em -> {
            VerificationEntity row = em.find(VerificationEntity.class, id);
            if (row == null || !caller.may(PERMISSION, Scope.community(row.communityId))) {
                throw Problem.notFound();
            }
            if (row.memberId == caller.id()) {
                throw Problem.forbidden("membership.verify.own");
            }
            settle(em, row, caller.id(), approve, reason);
            if (approve) {
                approve(em, row);
                notices.send(em, row.memberId, "home-approved", "/me/residence", community(row.communityId));
            } else {
                notices.send(em, row.memberId, "home-refused", "/me/residence", community(row.communityId), reason);
            }
            audit.record(
                    approve ? "membership.verify" : "membership.verify-refused",
                    "member:" + row.memberId,
                    "community " + row.communityId);
            return row.memberId;
        });
        communities.changed();
        changes.committed(member);
    }

    /** Decided by the database, so that of two at the same moment one wins and the other is told. */
    private void settle(EntityManager em, VerificationEntity row, long by, boolean approve, String reason) {
        int settled = em.createQuery("update VerificationEntity v set v.state = :s, v.answer = :a, v.decidedBy = :by,"
                        + " v.decidedAt = :at where v.id = :id and v.state = 'PENDING'")
                .setParameter("s", approve ? "APPROVED" : "REFUSED")
                .setParameter("a", reason)
                .setParameter("by", by)
                .setParameter("at", clock.instant())
                .setParameter("id", row.id)
                .executeUpdate();
        if (settled == 0) {
            throw Problem.conflict("membership.decided");
        }
    }

    private void approve(EntityManager em, VerificationEntity row) {
        ResidenceEntity residence = ResidenceRows.lock(em, row.memberId, row.communityId)
                .orElseGet(() -> ResidenceRows.create(em, row.memberId, row.communityId, clock.instant()));
        if (!residence.state.equals("JOINED")) {
            events.publish(ResidenceRows.admit(em, residence));
        }
        events.publish(ResidenceRows.verify(em, residence, home(row), row.relation, until(row.relation)));
    }

    /** A tenant's proof ends after a year unless the operator has set something else; an owner's does not. */
    private Instant until(String relation) {
        int months = relation.equals("TENANT")
                ? settings.getInt("membership.verify.tenant-months", 12)
                : settings.getInt("membership.verify.months", 0);
        return months <= 0
                ? null
                : clock.instant().atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /**
     * Takes a proof back, for example after a move. Throws {@link Problem} 404 outside the caller's jurisdiction, 403 for
     * the caller's own home, 409 when it is not proven, 422 without a reason.
     */
    public void withdraw(Caller caller, long residenceId, String typedReason) {
        Input input = new Input();
        String reason = input.line("reason", typedReason, 2, 200);
        input.verify();
        long member = transactions.write(em -> {
            ResidenceEntity row = em.find(ResidenceEntity.class, residenceId, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !caller.may(PERMISSION, Scope.community(row.communityId))) {
                throw Problem.notFound();
            }
            if (row.memberId == caller.id()) {
                throw Problem.forbidden("membership.verify.own");
            }
            if (!row.verified) {
                throw Problem.conflict("membership.verify.not-verified");
            }
            events.publish(ResidenceRows.unverify(em, row));
            notices.send(em, row.memberId, "home-withdrawn", "/me/residence", community(row.communityId), reason);
            audit.record("membership.verify-withdrawn", "member:" + row.memberId, "community " + row.communityId);
            return row.memberId;
        });
        communities.changed();
        changes.committed(member);
    }

    /** Tells those whose proof ends within two weeks, once, and ends what is over. */
    public void endProofs() {
        Instant now = clock.instant();
        for (long id : due("r.endingTold = false and r.verifiedUntil < :t", now.plus(TELL))) {
            transactions.run(em -> {
                ResidenceEntity row = em.find(ResidenceEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
                if (row != null && row.verified && !row.endingTold) {
                    row.endingTold = true;
                    notices.send(em, row.memberId, "home-ending", "/me/residence", community(row.communityId));
                }
            });
        }
        for (long id : due("r.verifiedUntil < :t", now)) {
            long member = transactions.write(em -> {
                ResidenceEntity row = em.find(ResidenceEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
                if (row == null || !row.verified || row.verifiedUntil == null || !row.verifiedUntil.isBefore(now)) {
                    return 0L;
                }
                events.publish(ResidenceRows.unverify(em, row));
                notices.send(em, row.memberId, "home-ended", "/me/residence", community(row.communityId));
                return row.memberId;
            });
            if (member != 0) {
                changes.committed(member);
            }
        }
        communities.changed();
    }

    private List<Long> due(String condition, Instant time) {
        return transactions.read(em -> em.createQuery(
                        "select r.id from ResidenceEntity r where r.verified = true and " + condition
                                + " order by r.id",
                        Long.class)
                .setParameter("t", time)
                .setMaxResults(1_000)
                .getResultList());
    }

    private String community(long id) {
        return communities.byId(id).map(Community::name).orElse("");
    }
}
