package org.wanrenhui.membership.internal.growth;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.GrowthTables.Rule;
import org.wanrenhui.membership.internal.people.MemberChanges;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer;

/** Turns what happens in the portal into points and badges, by the operator's rules, and remembers sanctions. */
@Component
public final class GrowthConsumer implements EventConsumer {

    private static final String SANCTIONED = "moderation.sanctioned";
    private static final String LIFTED = "moderation.sanction-lifted";

    private final Transactions transactions;
    private final GrowthTables tables;
    private final Points points;
    private final MemberChanges changes;

    @Activate
    public GrowthConsumer(
            @Reference Transactions transactions,
            @Reference GrowthTables tables,
            @Reference Points points,
            @Reference MemberChanges changes) {
        this.transactions = transactions;
        this.tables = tables;
        this.points = points;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "membership.growth";
    }

    /** All, because an operator may write a rule for any event. */
    @Override
    public Set<String> types() {
        return Set.of("*");
    }

    @Override
    public void receive(Delivery delivery) {
        DomainEvent event = delivery.event();
        OptionalLong member = rewarded(event);
        if (member.isEmpty()) {
            return;
        }
        long id = member.getAsLong();
        List<Rule> rules = tables.rules().stream()
                .filter(rule -> rule.on() && rule.matches(event.type()) && !points.isSpent(id, rule, delivery.at()))
                .toList();
        boolean own = event.type().startsWith("membership.");
        if (rules.isEmpty()
                && !own
                && !event.type().equals(SANCTIONED)
                && !event.type().equals(LIFTED)) {
            return;
        }
        transactions.run(em -> {
            if (event.type().equals(LIFTED)) {
                String since = event.data().getOrDefault("since", "");
                em.createQuery("update MemberEntity m set m.sanctionedAt = :at where m.id = :m")
                        .setParameter("at", since.isEmpty() ? null : Instant.parse(since))
                        .setParameter("m", id)
                        .executeUpdate();
            }
            // A warning takes nothing away, so it costs no trust either.
            if (event.type().equals(SANCTIONED) && !"WARN".equals(event.data().get("kind"))) {
                em.createQuery("update MemberEntity m set m.sanctionedAt = :at where m.id = :m")
                        .setParameter("at", delivery.at())
                        .setParameter("m", id)
                        .executeUpdate();
            }
            for (Rule rule : rules) {
                points.award(em, id, rule, "rule:" + rule.id() + ":" + delivery.position(), delivery.at());
            }
            points.badges(em, id, streak(event), delivery.at());
        });
        changes.committed(id);
    }

    /** The author of what happened, or else the member who did it; nobody for what one does to oneself. */
    static OptionalLong rewarded(DomainEvent event) {
        String author = event.data().get("author");
        String member = event.data().get("member");
        String chosen = author == null ? member : author;
        boolean toOneself = author != null && author.equals(member);
        return chosen == null || toOneself || !chosen.matches("[0-9]{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(chosen));
    }

    private static int streak(DomainEvent event) {
        String streak = event.data().getOrDefault("streak", "0");
        return streak.matches("[0-9]{1,6}") ? Integer.parseInt(streak) : 0;
    }
}
