package org.wanrenhui.portal.moderation.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Standing;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Warnings, mutes and bans. Standing is read from memory that is a second old at most. */
@Component(service = Sanctions.class)
public final class Sanctions {

    /** Kinds of sanctions; a warning takes nothing away. */
    public static final List<String> KINDS = List.of("WARN", "MUTE", "BAN");

    private static final long KEEP = TimeUnit.SECONDS.toNanos(1);

    /** A sanction as listed; {@code until} null for ever, {@code communityId} 0 for the whole portal. */
    public record Sanction(
            long id,
            long memberId,
            long communityId,
            String kind,
            String reason,
            Instant until,
            Instant createdAt,
            boolean lifted) {

        boolean holds(Instant now) {
            return !lifted && !kind.equals("WARN") && (until == null || until.isAfter(now));
        }
    }

    private record Kept(Map<Long, List<Sanction>> byMember, long at) {}

    private final Transactions transactions;
    private final DomainEvents events;
    private final Audit audit;
    private volatile Kept kept;

    @Activate
    public Sanctions(@Reference Transactions transactions, @Reference DomainEvents events, @Reference Audit audit) {
        this.transactions = transactions;
        this.events = events;
        this.audit = audit;
    }

    /** What the member may do in a community (0: the region). */
    public Standing standing(long member, long community) {
        Instant now = Instant.now();
        return kept().byMember().getOrDefault(member, List.of()).stream()
                .filter(s -> s.holds(now) && (s.communityId() == 0 || s.communityId() == community))
                .findFirst()
                .map(s -> new Standing(false, Optional.ofNullable(s.until()), s.reason()))
                .orElse(Standing.GOOD);
    }

    /** Imposes a sanction. {@code days} 0 means for ever. */
    public void impose(Caller moderator, long member, long community, String kind, int days, String reason) {
        Input input = new Input();
        String words = input.line("reason", reason, 2, 200);
        input.check(kind != null && KINDS.contains(kind), "kind", "moderation.problem.kind");
        input.check(days >= 0 && days <= 3_650, "days", "moderation.problem.days");
        input.check(member > 0, "member", "input.required");
        input.verify();
        if (!Jurisdiction.covers(moderator, community)) {
            throw Problem.forbidden("moderation.problem.jurisdiction");
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

    /** Ends a sanction before its time. */
    public void lift(Caller moderator, long id) {
        transactions.run(em -> {
            SanctionEntity row = em.find(SanctionEntity.class, id);
            if (row == null || !Jurisdiction.covers(moderator, row.communityId)) {
                throw Problem.notFound();
            }
            row.lifted = true;
        });
        kept = null;
        audit.record("moderation.lift", "sanction:" + id, "");
    }

    /** Latest sanctions within the moderator's jurisdiction, newest first. */
    public List<Sanction> latest(Caller moderator) {
        return all().stream()
                .filter(s -> Jurisdiction.covers(moderator, s.communityId()))
                .limit(200)
                .toList();
    }

    /** A member's own sanctions, newest first. */
    public List<Sanction> of(long member) {
        return all().stream().filter(s -> s.memberId() == member).toList();
    }

    private List<Sanction> all() {
        return transactions.read(em -> em
                .createQuery("select s from SanctionEntity s order by s.id desc", SanctionEntity.class)
                .setMaxResults(5_000)
                .getResultList()
                .stream()
                .map(s -> new Sanction(
                        s.id, s.memberId, s.communityId, s.kind, s.reason, s.untilAt, s.createdAt, s.lifted))
                .toList());
    }

    private Kept kept() {
        Kept now = kept;
        if (now == null || System.nanoTime() - now.at() > KEEP) {
            Instant instant = Instant.now();
            now = new Kept(
                    all().stream().filter(s -> s.holds(instant)).collect(Collectors.groupingBy(Sanction::memberId)),
                    System.nanoTime());
            kept = now;
        }
        return now;
    }
}
