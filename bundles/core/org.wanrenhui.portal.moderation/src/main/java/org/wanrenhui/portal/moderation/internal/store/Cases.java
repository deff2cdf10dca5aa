package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** The review queue: one open case per content, decided once, appealed once. */
@Component(service = Cases.class)
public final class Cases {

    private static final String OPEN = "OPEN";
    private static final String DECIDED = "DECIDED";
    private static final int SNAPSHOT = 1_900;

    /** A case as listed. */
    public record Case(
            long id,
            String kind,
            long contentId,
            long communityId,
            long authorId,
            String snapshot,
            String reason,
            String matches,
            int reports,
            String state,
            String decision,
            String words,
            Instant openedAt,
            Instant decidedAt,
            String appeal,
            String appealState,
            String answer) {

        public boolean open() {
            return state.equals(OPEN);
        }
    }

    private final Transactions transactions;
    private final DomainEvents events;
    private final Contents contents;
    private final Communities communities;
    private final Settings settings;
    private final Audit audit;

    @Activate
    public Cases(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference Contents contents,
            @Reference Communities communities,
            @Reference Settings settings,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.events = events;
        this.contents = contents;
        this.communities = communities;
        this.settings = settings;
        this.audit = audit;
    }

    /** Puts content into the queue; once. */
    public void open(Submission submission, String reason, String matches) {
        Duplicates.settle(() -> transactions.run(em -> {
            if (openCase(em, submission.kind(), submission.id()).isEmpty()) {
                em.persist(row(submission, reason, matches));
            }
        }));
    }

    /** Counts a report; content that enough members have reported is hidden until somebody has looked. */
    public void report(Submission submission, Caller reporter, String reason, String words) {
        Input input = new Input();
        String text = input.line("words", words, 0, 200);
        input.check(
                reason != null
                        && List.of("spam", "abuse", "illegal", "privacy", "other")
                                .contains(reason),
                "reason",
                "moderation.problem.reason");
        input.verify();
        int threshold = Math.max(1, settings.getInt("moderation.reports", 3));
        Duplicates.settle(() -> store(submission, reporter, reason, text, threshold));
    }

    private void store(Submission submission, Caller reporter, String reason, String text, int threshold) {
        boolean hide = transactions.write(em -> {
            long before = em.createQuery(
                            "select count(r) from ReportEntity r where r.kind = :kind and r.contentId = :id and r.memberId = :member",
                            Long.class)
                    .setParameter("kind", submission.kind())
                    .setParameter("id", submission.id())
                    .setParameter("member", reporter.id())
                    .getSingleResult();
            if (before > 0) {
                return false;
            }
            ReportEntity report = new ReportEntity();
            report.kind = submission.kind();
            report.contentId = submission.id();
            report.memberId = reporter.id();
            report.reason = reason;
            report.words = text;
            report.createdAt = Instant.now();
            em.persist(report);
            CaseEntity row = openCase(em, submission.kind(), submission.id()).orElse(null);
            if (row == null) {
                row = row(submission, "moderation.reason.reported", "");
                em.persist(row);
            }
            row.reports++;
            return row.reports >= threshold;
        });
        if (hide) {
            contents.apply(submission.kind(), submission.id(), Moderation.Action.HIDE, "");
        }
    }

    /** Decides an open case. Throws {@link Problem} 409 when somebody was quicker, 404 outside the jurisdiction. */
    public void decide(long id, Caller moderator, Moderation.Action action, String reason) {
        String words = words(action, reason);
        CaseEntity decided = transactions.write(em -> {
            CaseEntity row = em.find(CaseEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !Jurisdiction.covers(moderator, row.communityId)) {
                throw Problem.notFound();
            }
            if (!row.state.equals(OPEN)) {
                throw Problem.conflict("moderation.problem.decided");
            }
            return settle(row, moderator, action, words);
        });
        carryOut(decided, action, words);
    }

    /** Acts on content that may or may not be in the queue. */
    public void act(Submission submission, Caller moderator, Moderation.Action action, String reason) {
        if (!Jurisdiction.covers(moderator, submission.communityId())) {
            throw Problem.forbidden("moderation.problem.jurisdiction");
        }
        String words = words(action, reason);
        CaseEntity decided = transactions.write(em -> {
            CaseEntity row = openCase(em, submission.kind(), submission.id()).orElse(null);
            if (row == null) {
                row = row(submission, "moderation.reason.direct", "");
                em.persist(row);
            }
            return settle(row, moderator, action, words);
        });
        carryOut(decided, action, words);
    }

    private CaseEntity settle(CaseEntity row, Caller moderator, Moderation.Action action, String words) {
        row.state = DECIDED;
        row.openKey = null;
        row.decision = action.name();
        row.words = words;
        row.deciderId = moderator.id();
        row.decidedAt = Instant.now();
        row.applied = false;
        events.publish(new DomainEvent(
                "moderation.decided",
                "member:" + row.authorId,
                Map.of(
                        "member", Long.toString(row.authorId),
                        "kind", row.kind,
                        "id", Long.toString(row.contentId),
                        "decision", action.name())));
        return row;
    }

    private void carryOut(CaseEntity decided, Moderation.Action action, String words) {
        if (contents.apply(decided.kind, decided.contentId, action, words)) {
            transactions.run(em -> em.find(CaseEntity.class, decided.id).applied = true);
        }
        audit.record(
                "moderation." + action.name().toLowerCase(java.util.Locale.ROOT),
                decided.kind + ":" + decided.contentId,
                words);
    }

    private static String words(Moderation.Action action, String reason) {
        Input input = new Input();
        boolean against = action == Moderation.Action.HIDE || action == Moderation.Action.DELETE;
        String words = input.line("reason", reason, against ? 2 : 0, 200);
        input.verify();
        return words;
    }

    /** The author asks that somebody else looks again; once per case. */
    public void appeal(long caseId, Caller author, String words) {
        Input input = new Input();
        String text = input.text("words", words, 5, 1_000);
        input.verify();
        transactions.run(em -> {
            // locked, so that of two appeals at once the second is told of the first
            CaseEntity row = em.find(CaseEntity.class, caseId, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || row.authorId != author.id() || !row.state.equals(DECIDED)) {
                throw Problem.notFound();
            }
            if (appealOf(em, caseId).isPresent()) {
                throw Problem.conflict("moderation.problem.appealed");
            }
            AppealEntity appeal = new AppealEntity();
            appeal.caseId = caseId;
            appeal.memberId = author.id();
            appeal.words = text;
            appeal.state = OPEN;
            appeal.answer = "";
            appeal.createdAt = Instant.now();
            em.persist(appeal);
        });
    }

    /** Somebody other than the first moderator answers an appeal; when it is granted, the content is restored. */
    public void answer(long caseId, Caller moderator, boolean granted, String answer) {
        Input input = new Input();
        String words = input.line("answer", answer, 2, 200);
        input.verify();
        CaseEntity row = transactions.write(em -> {
            CaseEntity found = em.find(CaseEntity.class, caseId, LockModeType.PESSIMISTIC_WRITE);
            if (found == null || !Jurisdiction.covers(moderator, found.communityId)) {
                throw Problem.notFound();
            }
            AppealEntity appeal = appealOf(em, caseId).orElseThrow(Problem::notFound);
            if (!appeal.state.equals(OPEN)) {
                throw Problem.conflict("moderation.problem.decided");
            }
            if (found.deciderId == moderator.id()) {
                throw Problem.conflict("moderation.problem.same-moderator");
            }
            appeal.state = granted ? "GRANTED" : "REFUSED";
            appeal.answer = words;
            appeal.deciderId = moderator.id();
            appeal.decidedAt = Instant.now();
            if (granted) {
                settle(found, moderator, Moderation.Action.RESTORE, words);
            }
            events.publish(new DomainEvent(
                    "moderation.appeal-answered",
                    "member:" + found.authorId,
                    Map.of("member", Long.toString(found.authorId), "granted", Boolean.toString(granted))));
            return found;
        });
        if (granted) {
            carryOut(row, Moderation.Action.RESTORE, words);
        }
        audit.record(
                "moderation.appeal", row.kind + ":" + row.contentId, (granted ? "granted: " : "refused: ") + words);
    }

    /** Open cases and open appeals in the moderator's jurisdiction, oldest first; paged by id. */
    public Slice<Case> queue(Caller moderator, long after, int limit) {
        return list(
                moderator,
                "c.id > :key and (c.state = 'OPEN' or c.id in (select a.caseId from AppealEntity a where a.state = 'OPEN'))",
                "c.id",
                after,
                limit);
    }

    /** What was decided in the moderator's jurisdiction, newest first; paged by id. */
    public Slice<Case> decided(Caller moderator, long before, int limit) {
        return list(moderator, "c.id < :key and c.state = 'DECIDED'", "c.id desc", before, limit);
    }

    private Slice<Case> list(Caller moderator, String condition, String order, long key, int limit) {
        return transactions.read(em -> {
            TypedQuery<CaseEntity> query = em.createQuery(
                    "select c from CaseEntity c where " + condition + Jurisdiction.condition(moderator, "c")
                            + " order by " + order,
                    CaseEntity.class);
            List<CaseEntity> rows = Jurisdiction.within(query.setParameter("key", key), moderator, communities)
                    .setMaxResults(limit + 1)
                    .getResultList();
            return Slice.of(views(em, rows), limit, c -> String.valueOf(c.id()));
        });
    }

    private static List<Case> views(EntityManager em, List<CaseEntity> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, AppealEntity> appeals = em
                .createQuery("select a from AppealEntity a where a.caseId in :ids", AppealEntity.class)
                .setParameter("ids", rows.stream().map(c -> c.id).toList())
                .getResultList()
                .stream()
                .collect(Collectors.toMap(a -> a.caseId, a -> a));
        return rows.stream().map(c -> view(c, appeals.get(c.id))).toList();
    }

    /** What happened to a member's content, newest first. */
    public List<Case> of(long author) {
        return transactions.read(em -> views(
                em,
                em.createQuery(
                                "select c from CaseEntity c where c.authorId = :author order by c.id desc",
                                CaseEntity.class)
                        .setParameter("author", author)
                        .setMaxResults(100)
                        .getResultList()));
    }

    private static Case view(CaseEntity c, AppealEntity appeal) {
        return new Case(
                c.id,
                c.kind,
                c.contentId,
                c.communityId,
                c.authorId,
                c.snapshot,
                c.reason,
                c.matches,
                c.reports,
                c.state,
                c.decision,
                c.words,
                c.openedAt,
                c.decidedAt,
                appeal == null ? null : appeal.words,
                appeal == null ? null : appeal.state,
                appeal == null ? "" : appeal.answer);
    }

    private static Optional<CaseEntity> openCase(EntityManager em, String kind, long id) {
        return em
                .createQuery(
                        "select c from CaseEntity c where c.kind = :kind and c.contentId = :id and c.state = 'OPEN'",
                        CaseEntity.class)
                .setParameter("kind", kind)
                .setParameter("id", id)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static Optional<AppealEntity> appealOf(EntityManager em, long caseId) {
        return em
                .createQuery("select a from AppealEntity a where a.caseId = :id", AppealEntity.class)
                .setParameter("id", caseId)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static CaseEntity row(Submission submission, String reason, String matches) {
        CaseEntity row = new CaseEntity();
        row.kind = submission.kind();
        row.contentId = submission.id();
        row.communityId = submission.communityId();
        row.authorId = submission.authorId();
        row.snapshot = cut(submission.text(), SNAPSHOT);
        row.openKey = submission.kind() + ":" + submission.id();
        row.reason = reason;
        row.matches = cut(matches, 190);
        row.state = OPEN;
        row.decision = "";
        row.words = "";
        row.openedAt = Instant.now();
        return row;
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
