package org.wanrenhui.membership.internal.growth;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.MemberChanges;
import org.wanrenhui.membership.internal.people.Notices;
import org.wanrenhui.membership.internal.store.AppealEntity;
import org.wanrenhui.membership.internal.store.EntryEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Objections to changes of points, changes by hand, and what an operator decides. */
@Component(service = Appeals.class)
public final class Appeals {

    private final Transactions transactions;
    private final Points points;
    private final Members members;
    private final MemberChanges changes;
    private final Notices notices;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Appeals(
            @Reference Transactions transactions,
            @Reference Points points,
            @Reference Members members,
            @Reference MemberChanges changes,
            @Reference Notices notices,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.points = points;
        this.members = members;
        this.changes = changes;
        this.notices = notices;
        this.audit = audit;
    }

    /** An objection as the operator sees it. */
    public record View(long id, MemberCard member, int amount, String reason, String words, Instant at) {}

    /** Objects to a change of one's own points, once. */
    public void open(long memberId, long entryId, String typed) {
        Input input = new Input();
        String words = input.text("words", typed, 2, 300);
        input.verify();
        try {
            transactions.run(em -> {
                EntryEntity entry = em.find(EntryEntity.class, entryId);
                if (entry == null || entry.memberId != memberId) {
                    throw Problem.notFound();
                }
                AppealEntity appeal = new AppealEntity();
                appeal.entryId = entryId;
                appeal.memberId = memberId;
                appeal.words = words;
                appeal.state = "OPEN";
                appeal.createdAt = clock.instant();
                em.persist(appeal);
            });
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                throw Problem.conflict("membership.appeal.once");
            }
            throw e;
        }
    }

    /** Open objections, oldest first. */
    public Slice<View> queue(long after, int limit) {
        return transactions.read(em -> {
            List<AppealEntity> rows = em.createQuery(
                            "select a from AppealEntity a where a.state = 'OPEN' and a.id > :after order by a.id",
                            AppealEntity.class)
                    .setParameter("after", after)
                    .setMaxResults(limit + 1)
                    .getResultList();
            Map<Long, EntryEntity> entries = new HashMap<>();
            if (!rows.isEmpty()) {
                em.createQuery("select e from EntryEntity e where e.id in :ids", EntryEntity.class)
                        .setParameter(
                                "ids", rows.stream().map(row -> row.entryId).toList())
                        .getResultList()
                        .forEach(entry -> entries.put(entry.id, entry));
            }
            Map<Long, MemberCard> cards =
                    members.cards(rows.stream().map(row -> row.memberId).collect(Collectors.toSet()));
            return Slice.of(rows, limit, row -> Long.toString(row.id))
                    .map(row -> new View(
                            row.id,
                            cards.getOrDefault(
                                    row.memberId, new MemberCard(row.memberId, "?", 1, "", "", "", false, "")),
                            entries.get(row.entryId).amount,
                            entries.get(row.entryId).reason,
                            row.words,
                            row.createdAt));
        });
    }

    /** Upholds an objection, which takes the change back, or refuses it. Throws {@link Problem} 409 when it was decided already. */
    public void decide(Caller caller, long appealId, boolean uphold, String typedAnswer) {
        Input input = new Input();
        String answer = input.line("answer", typedAnswer, uphold ? 0 : 2, 200);
        input.verify();
        long member = transactions.write(em -> {
            AppealEntity appeal = em.find(AppealEntity.class, appealId);
            if (appeal == null) {
                throw Problem.notFound();
            }
            int settled = em.createQuery("update AppealEntity a set a.state = :s, a.answer = :w, a.decidedBy = :by"
                            + " where a.id = :id and a.state = 'OPEN'")
                    .setParameter("s", uphold ? "UPHELD" : "REFUSED")
                    .setParameter("w", answer)
                    .setParameter("by", caller.id())
                    .setParameter("id", appealId)
                    .executeUpdate();
            if (settled == 0) {
                throw Problem.conflict("membership.decided");
            }
            if (uphold) {
                EntryEntity entry = em.find(EntryEntity.class, appeal.entryId);
                points.change(
                        em,
                        new Points.Change(
                                entry.memberId, 0, -entry.amount, entry.reason, "appeal:" + appealId, clock.instant()));
            }
            notices.send(em, appeal.memberId, uphold ? "appeal-upheld" : "appeal-refused", "/me/growth", answer);
            audit.record("membership.appeal", "member:" + appeal.memberId, uphold ? "upheld" : "refused");
            return appeal.memberId;
        });
        changes.committed(member);
    }

    /** Changes points by hand, with a reason that the member sees. */
    public void adjust(Caller caller, long memberId, String typedAmount, String typedReason) {
        Input input = new Input();
        String amount = input.line("amount", typedAmount, 1, 8);
        input.check(amount.matches("[+-]?[0-9]{1,6}"), "amount", "membership.number");
        String reason = input.line("reason", typedReason, 2, 100);
        input.verify();
        int change = Integer.parseInt(amount);
        Instant now = clock.instant();
        transactions.run(em -> {
            points.change(
                            em,
                            new Points.Change(
                                    memberId,
                                    0,
                                    change,
                                    reason,
                                    "hand:" + caller.id() + ":" + now.toEpochMilli() + ":" + now.getNano(),
                                    now))
                    .orElseThrow(Problem::notFound);
            points.badges(em, memberId, 0, now);
            audit.record("membership.points", "member:" + memberId, change + " points: " + reason);
        });
        changes.committed(memberId);
    }
}
