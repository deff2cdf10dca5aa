package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Standing;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Warnings, mutes and bans. Standing is read from memory that is a second old at most. */
@Component(service = Sanctions.class)
public final class Sanctions {

    /** Kinds of sanctions; a warning takes nothing away, a ban also keeps from joining and reporting. */
    public static final List<String> KINDS = List.of("WARN", "MUTE", "BAN");

    private static final Set<String> ABOVE_AGENTS = Set.of("operator", "headquarters");
    private static final long KEEP = TimeUnit.SECONDS.toNanos(1);
    private static final String OPEN = "OPEN";

    /**
     * A sanction as listed.
     *
     * @param communityId 0 for the whole portal
     * @param until       null for ever
     * @param appeal      words of the member, or null
     * @param appealState {@code OPEN}, {@code GRANTED}, {@code REFUSED}, or null
     */
    public record Sanction(
            long id,
            long memberId,
            long communityId,
            String kind,
            String reason,
            Instant until,
            Instant createdAt,
            boolean lifted,
            String appeal,
            String appealState,
            String answer) {

        boolean holds(Instant now) {
            return !lifted && !kind.equals("WARN") && (until == null || until.isAfter(now));
        }
    }

    private record Kept(Map<Long, List<Sanction>> byMember, long at) {}

    private final Transactions transactions;
    private final DomainEvents events;
    private final Members members;
    private final Communities communities;
    private final Audit audit;
    private volatile Kept kept;

    @Activate
    public Sanctions(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference Members members,
            @Reference Communities communities,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.events = events;
        this.members = members;
        this.communities = communities;
        this.audit = audit;
    }

    /** What the member may do in a community (0: the region). */
    public Standing standing(long member, long community) {
        return holding(member, community)
                .map(s -> new Standing(false, Optional.ofNullable(s.until()), s.reason()))
                .orElse(Standing.GOOD);
    }

    /** Whether a ban holds for the member in the community. */
    public boolean banned(long member, long community) {
        return kept().byMember().getOrDefault(member, List.of()).stream()
                .anyMatch(s -> s.kind().equals("BAN") && reaches(s, community) && s.holds(Instant.now()));
    }

    private Optional<Sanction> holding(long member, long community) {
        Instant now = Instant.now();
        return kept().byMember().getOrDefault(member, List.of()).stream()
                .filter(s -> s.holds(now) && reaches(s, community))
                .findFirst();
    }

    private static boolean reaches(Sanction s, long community) {
        return s.communityId() == 0 || s.communityId() == community;
    }

    /** Imposes a sanction. {@code days} 0 means for ever. */
    public void impose(Caller moderator, long member, long community, String kind, int days, String reason) {
        Input input = new Input();
        String words = input.line("reason", reason, 2, 200);
        input.check(kind != null && KINDS.contains(kind), "kind", "moderation.problem.kind");
        input.check(days >= 0 && days <= 3_650, "days", "moderation.problem.days");
        Optional<MemberCard> card = member > 0 ? members.card(member) : Optional.empty();
        input.check(card.isPresent(), "member", "moderation.problem.member");
        input.check(
                community == 0 || communities.byId(community).isPresent(), "community", "moderation.problem.community");
        input.verify();
        if (!Jurisdiction.covers(moderator, community)) {
            throw Problem.forbidden("moderation.problem.jurisdiction");
        }
        if (member == moderator.id()) {
            throw Problem.conflict("moderation.problem.self");
        }
        if (ABOVE_AGENTS.contains(card.get().staffOf()) && !Jurisdiction.covers(moderator, 0)) {
            throw Problem.forbidden("moderation.problem.above");
        }
        transactions.run(em -> {
            SanctionEntity row = new SanctionEntity();
            row.memberId = member;
            row.communityId = community;
            row.kind = kind;
            row.reason = words;
            row.createdAt = Instant.now();
            row.untilAt = days == 0 ? null : row.createdAt.plus(Duration.ofDays(days));
            row.imposedBy = moderator.id();
            em.persist(row);
            events.publish(new DomainEvent(
                    "moderation.sanctioned",
                    "member:" + member,
                    Map.of("member", Long.toString(member), "kind", kind, "community", Long.toString(community))));
        });
        kept = null;
        audit.record("moderation.sanction", "member:" + member, kind + ", " + days + " d: " + words);
    }

    /** Ends a sanction before its time. Throws {@link Problem} 404 outside the jurisdiction, 409 when it is lifted already. */
    public void lift(Caller moderator, long id) {
        transactions.run(em -> {
            SanctionEntity row = locked(em, id);
            if (!Jurisdiction.covers(moderator, row.communityId)) {
                throw Problem.notFound();
            }
            if (row.memberId == moderator.id()) {
                throw Problem.conflict("moderation.problem.self");
            }
            if (row.lifted) {
                throw Problem.conflict("moderation.problem.decided");
            }
            end(em, row);
        });
        kept = null;
        audit.record("moderation.lift", "sanction:" + id, "");
    }

    /** Lifts it, and says which sanction of the member is the latest now, because trust follows from that. */
    private void end(EntityManager em, SanctionEntity row) {
        row.lifted = true;
        em.flush();
        String since = em
                .createQuery(
                        "select s.createdAt from SanctionEntity s where s.memberId = :m and s.lifted = false"
                                + " and s.kind <> 'WARN' order by s.id desc",
                        Instant.class)
                .setParameter("m", row.memberId)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .map(Instant::toString)
                .findFirst()
                .orElse("");
        events.publish(new DomainEvent(
                "moderation.sanction-lifted",
                "member:" + row.memberId,
                Map.of("member", Long.toString(row.memberId), "since", since)));
    }

    /** The member asks that somebody else looks again; once. */
    public void appeal(long id, Caller member, String words) {
        Input input = new Input();
        String text = input.text("words", words, 5, 1_000);
        input.verify();
        transactions.run(em -> {
            SanctionEntity row = locked(em, id);
            if (row.memberId != member.id()) {
                throw Problem.notFound();
            }
            if (row.appealState != null || row.lifted) {
                throw Problem.conflict("moderation.problem.appealed");
            }
            row.appealWords = text;
            row.appealState = OPEN;
        });
    }

    /** Somebody other than who imposed it answers; when it is granted, the sanction is lifted. */
    public void answer(long id, Caller moderator, boolean granted, String answer) {
        Input input = new Input();
        String words = input.line("answer", answer, 2, 200);
        input.verify();
        transactions.run(em -> {
            SanctionEntity row = locked(em, id);
            if (!Jurisdiction.covers(moderator, row.communityId)) {
                throw Problem.notFound();
            }
            if (!OPEN.equals(row.appealState)) {
                throw Problem.conflict("moderation.problem.decided");
            }
            if (row.imposedBy == moderator.id() || row.memberId == moderator.id()) {
                throw Problem.conflict("moderation.problem.same-moderator");
            }
            row.appealState = granted ? "GRANTED" : "REFUSED";
            row.appealAnswer = words;
            row.appealBy = moderator.id();
            if (granted && !row.lifted) {
                end(em, row);
            }
            events.publish(new DomainEvent(
                    "moderation.appeal-answered",
                    "member:" + row.memberId,
                    Map.of("member", Long.toString(row.memberId), "granted", Boolean.toString(granted))));
        });
        kept = null;
        audit.record("moderation.appeal", "sanction:" + id, (granted ? "granted: " : "refused: ") + words);
    }

    private static SanctionEntity locked(EntityManager em, long id) {
        SanctionEntity row = em.find(SanctionEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw Problem.notFound();
        }
        return row;
    }

    /** Sanctions within the moderator's jurisdiction, newest first; paged by id. */
    public Slice<Sanction> list(Caller moderator, long before, int limit) {
        return transactions.read(em -> {
            TypedQuery<SanctionEntity> query = em.createQuery(
                    "select s from SanctionEntity s where s.id < :key" + Jurisdiction.condition(moderator, "s")
                            + " order by s.id desc",
                    SanctionEntity.class);
            return Slice.of(
                            Jurisdiction.within(query.setParameter("key", before), moderator, communities)
                                    .setMaxResults(limit + 1)
                                    .getResultList(),
                            limit,
                            row -> Long.toString(row.id))
                    .map(Sanctions::view);
        });
    }

    /** A member's own sanctions, newest first. */
    public List<Sanction> of(long member) {
        return transactions.read(em -> em
                .createQuery(
                        "select s from SanctionEntity s where s.memberId = :m order by s.id desc", SanctionEntity.class)
                .setParameter("m", member)
                .setMaxResults(100)
                .getResultList()
                .stream()
                .map(Sanctions::view)
                .toList());
    }

    private static Sanction view(SanctionEntity s) {
        return new Sanction(
                s.id,
                s.memberId,
                s.communityId,
                s.kind,
                s.reason,
                s.untilAt,
                s.createdAt,
                s.lifted,
                s.appealWords,
                s.appealState,
                s.appealAnswer == null ? "" : s.appealAnswer);
    }

    private Kept kept() {
        Kept now = kept;
        if (now == null || System.nanoTime() - now.at() > KEEP) {
            now = new Kept(holding().stream().collect(Collectors.groupingBy(Sanction::memberId)), System.nanoTime());
            kept = now;
        }
        return now;
    }

    /** All that hold now, however long ago they were imposed. */
    private List<Sanction> holding() {
        return transactions.read(em -> em
                .createQuery(
                        "select s from SanctionEntity s where s.lifted = false and s.kind <> 'WARN'"
                                + " and (s.untilAt is null or s.untilAt > :now)",
                        SanctionEntity.class)
                .setParameter("now", Instant.now())
                .getResultList()
                .stream()
                .map(Sanctions::view)
                .toList());
    }
}
