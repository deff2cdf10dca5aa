package org.wanrenhui.membership.internal.growth;

import jakarta.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.BadgeEntity;
import org.wanrenhui.membership.internal.store.Edition;
import org.wanrenhui.membership.internal.store.LevelEntity;
import org.wanrenhui.membership.internal.store.RuleEntity;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Rules, levels and badges as an operator edits them. */
@Component(service = GrowthOffice.class)
public final class GrowthOffice {

    private static final String PATTERN = "[a-z][a-z0-9-]*\\.(?:[a-z0-9-]+|\\*)";
    private static final LockModeType LOCK = LockModeType.PESSIMISTIC_WRITE;
    private static final String METRIC = "POINTS|LEVEL|STREAK|VERIFIED";

    private final Transactions transactions;
    private final GrowthTables tables;
    private final Audit audit;

    @Activate
    public GrowthOffice(@Reference Transactions transactions, @Reference GrowthTables tables, @Reference Audit audit) {
        this.transactions = transactions;
        this.tables = tables;
        this.audit = audit;
    }

    /** A rule as filled in; anything may be null. */
    public record RuleDraft(
            String title,
            String titleEn,
            String pattern,
            String amount,
            String dailyCap,
            String href,
            boolean on,
            String edition) {}

    /** A level as filled in. */
    public record LevelDraft(
            String number, String name, String nameEn, String threshold, String privileges, String edition) {}

    /** A badge as filled in. */
    public record BadgeDraft(String name, String nameEn, String metric, String threshold, boolean on, String edition) {}

    /** Creates ({@code id} 0) or changes a rule; points already given stay. */
    public long saveRule(long id, RuleDraft draft) {
        Input input = new Input();
        String title = input.line("title", draft.title(), 1, 30);
        String titleEn = input.line("titleEn", draft.titleEn(), 0, 40);
        String pattern = input.line("pattern", draft.pattern(), 3, 80);
        input.check(pattern.matches(PATTERN), "pattern", "membership.rule.pattern.malformed");
        String href = input.line("href", draft.href(), 0, 200);
        input.check(
                href.isEmpty() || href.matches("/(?:[a-z0-9][a-z0-9/-]*)?"), "href", "membership.rule.href.malformed");
        int amount = number(input, "amount", draft.amount(), -10_000, 10_000);
        int cap = number(input, "dailyCap", draft.dailyCap(), 0, 100_000);
        input.verify();
        long saved = transactions.write(em -> {
            RuleEntity row = id == 0 ? new RuleEntity() : found(em.find(RuleEntity.class, id, LOCK));
            row.edition = Edition.next(row.edition, draft.edition());
            row.title = title;
            row.titleEn = titleEn;
            row.eventPattern = pattern;
            row.amount = amount;
            row.dailyCap = cap;
            row.href = href;
            row.on = draft.on();
            em.persist(row);
            audit.record(
                    "membership.rule",
                    "rule:" + row.id,
                    pattern + " " + amount + " points, " + (row.on ? "on" : "off"));
            return row.id;
        });
        tables.changed();
        return saved;
    }

    /** Creates or changes the level of a number. Members keep theirs until their points change next. */
    public void saveLevel(LevelDraft draft) {
        Input input = new Input();
        int number = number(input, "number", draft.number(), 1, 99);
        String name = input.line("name", draft.name(), 1, 20);
        String nameEn = input.line("nameEn", draft.nameEn(), 0, 30);
        int threshold = number(input, "threshold", draft.threshold(), 0, 100_000_000);
        input.check(number != 1 || threshold == 0, "threshold", "membership.level.first");
        String privileges = input.text("privileges", draft.privileges(), 0, 200);
        input.verify();
        transactions.run(em -> {
            LevelEntity row = em.find(LevelEntity.class, number, LOCK);
            if (row == null) {
                row = new LevelEntity();
                row.levelNo = number;
            } else {
                row.edition = Edition.next(row.edition, draft.edition());
            }
            row.name = name;
            row.nameEn = nameEn;
            row.threshold = threshold;
            row.privileges = privileges;
            em.persist(row);
            audit.record("membership.level", "level:" + number, name + " from " + threshold + " points");
        });
        tables.changed();
    }

    /** Creates ({@code id} 0) or changes a badge; who has earned it keeps it. */
    public long saveBadge(long id, BadgeDraft draft) {
        Input input = new Input();
        String name = input.line("name", draft.name(), 1, 20);
        String nameEn = input.line("nameEn", draft.nameEn(), 0, 30);
        String metric = input.line("metric", draft.metric(), 1, 12);
        input.check(metric.matches(METRIC), "metric", "membership.badge.metric.unknown");
        int threshold = number(input, "threshold", draft.threshold(), 0, 100_000_000);
        input.verify();
        long saved = transactions.write(em -> {
            BadgeEntity row = id == 0 ? new BadgeEntity() : found(em.find(BadgeEntity.class, id, LOCK));
            row.edition = Edition.next(row.edition, draft.edition());
            row.name = name;
            row.nameEn = nameEn;
            row.metric = metric;
            row.threshold = threshold;
            row.on = draft.on();
            em.persist(row);
            audit.record("membership.badge", "badge:" + row.id, name);
            return row.id;
        });
        tables.changed();
        return saved;
    }

    private static <T> T found(T row) {
        if (row == null) {
            throw Problem.notFound();
        }
        return row;
    }

    private static int number(Input input, String field, String typed, int min, int max) {
        String text = input.line(field, typed, 1, 9);
        int number = text.matches("-?[0-9]{1,8}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
        input.check(number >= min && number <= max, field, "membership.number");
        return number;
    }
}
