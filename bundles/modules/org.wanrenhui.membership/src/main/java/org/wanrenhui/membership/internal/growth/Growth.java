package org.wanrenhui.membership.internal.growth;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.GrowthTables.Level;
import org.wanrenhui.membership.internal.growth.GrowthTables.Rule;
import org.wanrenhui.membership.internal.store.AppealEntity;
import org.wanrenhui.membership.internal.store.EntryEntity;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** A member's own points, level, badges and tasks. */
@Component(service = Growth.class)
public final class Growth {

    private final Transactions transactions;
    private final GrowthTables tables;
    private final Points points;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Growth(@Reference Transactions transactions, @Reference GrowthTables tables, @Reference Points points) {
        this.transactions = transactions;
        this.tables = tables;
        this.points = points;
    }

    /**
     * Where a member stands.
     *
     * @param next points at which the next level begins; 0 at the highest
     */
    public record Summary(
            int points,
            int level,
            String levelName,
            String privileges,
            int next,
            String nextName,
            List<String> badges) {}

    /** What brings points, and how far it is done today. */
    public record Task(String title, int amount, int cap, int today, String href, boolean done) {}

    /** One change of points; {@code appeal} is empty, {@code OPEN}, {@code UPHELD} or {@code REFUSED}. */
    public record Entry(long id, int amount, int balance, String reason, Instant at, String appeal) {}

    public Summary summary(long memberId, Locale locale) {
        return transactions.read(em -> {
            MemberEntity member = em.find(MemberEntity.class, memberId);
            if (member == null) {
                throw Problem.notFound();
            }
            Level level = tables.level(member.levelNo);
            var next = tables.nextAfter(member.points);
            List<String> badges = em
                    .createQuery(
                            "select b.badgeId from MemberBadgeEntity b where b.memberId = :m order by b.id desc",
                            Long.class)
                    .setParameter("m", memberId)
                    .getResultList()
                    .stream()
                    .flatMap(id -> tables.badge(id).stream())
                    .map(badge -> badge.name(locale))
                    .toList();
            return new Summary(
                    member.points,
                    level.number(),
                    level.name(locale),
                    level.privileges(),
                    next.map(Level::threshold).orElse(0),
                    next.map(n -> n.name(locale)).orElse(""),
                    badges);
        });
    }

    public List<Task> tasks(long memberId, Locale locale) {
        Map<Long, Integer> today = new HashMap<>();
        transactions
                .read(em -> em.createQuery(
                                "select e.ruleId, sum(e.amount) from EntryEntity e where e.memberId = :m and e.entryDay = :d"
                                        + " group by e.ruleId",
                                Object[].class)
                        .setParameter("m", memberId)
                        .setParameter("d", points.dayOf(clock.instant()))
                        .getResultList())
                .forEach(row -> today.put((Long) row[0], ((Number) row[1]).intValue()));
        return tables.rules().stream()
                .filter(rule -> rule.on() && rule.amount() > 0)
                .map(rule -> task(rule, today.getOrDefault(rule.id(), 0), locale))
                .toList();
    }

    private static Task task(Rule rule, int today, Locale locale) {
        boolean done = rule.dailyCap() > 0 && today >= rule.dailyCap();
        return new Task(rule.title(locale), rule.amount(), rule.dailyCap(), today, rule.href(), done);
    }

    /** Changes of points, newest first. */
    public Slice<Entry> history(long memberId, long before, int limit, Locale locale) {
        return transactions.read(em -> {
            List<EntryEntity> rows = em.createQuery(
                            "select e from EntryEntity e where e.memberId = :m and e.id < :before order by e.id desc",
                            EntryEntity.class)
                    .setParameter("m", memberId)
                    .setParameter("before", before)
                    .setMaxResults(limit + 1)
                    .getResultList();
            Map<Long, String> appeals = new HashMap<>();
            if (!rows.isEmpty()) {
                em.createQuery("select a from AppealEntity a where a.entryId in :ids", AppealEntity.class)
                        .setParameter("ids", rows.stream().map(row -> row.id).toList())
                        .getResultList()
                        .forEach(appeal -> appeals.put(appeal.entryId, appeal.state));
            }
            return Slice.of(rows, limit, row -> Long.toString(row.id))
                    .map(row -> new Entry(
                            row.id,
                            row.amount,
                            row.balance,
                            reason(row, locale),
                            row.createdAt,
                            appeals.getOrDefault(row.id, "")));
        });
    }

    /** The rule's title in the reader's language as long as the rule exists. */
    private String reason(EntryEntity row, Locale locale) {
        return tables.rules().stream()
                .filter(rule -> rule.id() == row.ruleId)
                .findFirst()
                .map(rule -> rule.title(locale))
                .orElse(row.reason);
    }
}
