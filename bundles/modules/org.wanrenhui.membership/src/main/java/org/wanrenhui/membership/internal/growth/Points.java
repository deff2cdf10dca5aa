package org.wanrenhui.membership.internal.growth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.GrowthTables.Badge;
import org.wanrenhui.membership.internal.growth.GrowthTables.Rule;
import org.wanrenhui.membership.internal.store.EntryEntity;
import org.wanrenhui.membership.internal.store.MemberBadgeEntity;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.portal.api.Settings;

/** The only place that changes points: every change is an entry with a reason, and level and badges follow. */
@Component(service = Points.class)
public final class Points {

    private final GrowthTables tables;
    private final Settings settings;

    /** Whose points of a rule are used up for the day, so that what a busy member does further costs no transaction. */
    private final Cache<Spent, Boolean> spent = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private record Spent(long member, long rule, LocalDate day) {}

    @Activate
    public Points(@Reference GrowthTables tables, @Reference Settings settings) {
        this.tables = tables;
        this.settings = settings;
    }

    /**
     * A change to make.
     *
     * @param ruleId rule behind it; 0 for none
     * @param origin what caused it; of one origin a member gets one entry
     */
    record Change(long memberId, long ruleId, int amount, String reason, String origin, Instant at) {}

    /** Day of an instant where the portal is. */
    public LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, zone());
    }

    private ZoneId zone() {
        return ZoneId.of(settings.get("portal.zone", "Asia/Shanghai"));
    }

    /** Applies a rule to an event, up to the rule's daily cap; the same event counts once. */
    void award(EntityManager em, long memberId, Rule rule, String origin, Instant at) {
        int today = em.createQuery(
                        "select coalesce(sum(e.amount), 0) from EntryEntity e where e.memberId = :m and e.ruleId = :r"
                                + " and e.entryDay = :d",
                        Number.class)
                .setParameter("m", memberId)
                .setParameter("r", rule.id())
                .setParameter("d", dayOf(at))
                .getSingleResult()
                .intValue();
        int amount = PointsMath.within(rule.amount(), rule.dailyCap(), today);
        if (amount == 0) {
            spent.put(new Spent(memberId, rule.id(), dayOf(at)), true);
        } else {
            change(em, new Change(memberId, rule.id(), amount, rule.title(), origin, at));
        }
    }

    /** Whether the rule brings the member nothing more on that day, as far as is known without asking the database. */
    boolean isSpent(long memberId, Rule rule, Instant at) {
        return spent.getIfPresent(new Spent(memberId, rule.id(), dayOf(at))) != null;
    }

    /** Makes the change unless its origin was seen before or the member is gone; points never fall below 0. */
    Optional<EntryEntity> change(EntityManager em, Change change) {
        if (change.amount() < 0) {
            spent.asMap().keySet().removeIf(known -> known.member() == change.memberId());
        }
        MemberEntity member = em.find(MemberEntity.class, change.memberId(), LockModeType.PESSIMISTIC_WRITE);
        if (member == null || isKnown(em, change)) {
            return Optional.empty();
        }
        int balance = PointsMath.add(member.points, change.amount());
        EntryEntity entry = new EntryEntity();
        entry.memberId = change.memberId();
        entry.ruleId = change.ruleId();
        entry.amount = balance - member.points;
        entry.balance = balance;
        entry.reason = change.reason();
        entry.origin = change.origin();
        entry.entryDay = dayOf(change.at());
        entry.createdAt = change.at();
        em.persist(entry);
        member.points = balance;
        member.levelNo = tables.levelAt(balance).number();
        return Optional.of(entry);
    }

    private static boolean isKnown(EntityManager em, Change change) {
        return !em.createQuery("select e.id from EntryEntity e where e.memberId = :m and e.origin = :o", Long.class)
                .setParameter("m", change.memberId())
                .setParameter("o", change.origin())
                .getResultList()
                .isEmpty();
    }

    /** Gives the badges that the member has come to deserve. */
    void badges(EntityManager em, long memberId, int streak, Instant at) {
        MemberEntity member = em.find(MemberEntity.class, memberId);
        if (member == null) {
            return;
        }
        List<Long> earned = em.createQuery(
                        "select b.badgeId from MemberBadgeEntity b where b.memberId = :m", Long.class)
                .setParameter("m", memberId)
                .getResultList();
        for (Badge badge : tables.badges()) {
            if (badge.on() && !earned.contains(badge.id()) && deserves(member, streak, badge)) {
                MemberBadgeEntity row = new MemberBadgeEntity();
                row.memberId = memberId;
                row.badgeId = badge.id();
                row.earnedAt = at;
                em.persist(row);
                member.badgeId = badge.id();
            }
        }
    }

    private static boolean deserves(MemberEntity member, int streak, Badge badge) {
        return switch (badge.metric()) {
            case "POINTS" -> member.points >= badge.threshold();
            case "LEVEL" -> member.levelNo >= badge.threshold();
            case "STREAK" -> streak >= badge.threshold();
            case "VERIFIED" -> member.verified;
            default -> false;
        };
    }
}
