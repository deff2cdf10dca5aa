package org.example.noticeboard.internal;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Standing;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.moderation.Verdict;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.Modules;
import org.wanrenhui.portal.api.web.Problem;

/** What members do with entries, in this module's own table. */
@Component(service = Entries.class)
public final class Entries {

    /**
     * An entry as somebody sees it.
     *
     * @param author   its author's name, empty when that member is gone
     * @param href     where it stands: a page of the board, or the topic that it stands for; empty while the forum is off
     * @param ofMember whether its author put it up here; otherwise it stands for a topic
     * @param state    {@code SHOWN}; for its author and those who take entries down also {@code HELD} and {@code HIDDEN}
     */
    public record Entry(
            long id,
            long authorId,
            String author,
            String title,
            String body,
            String href,
            boolean ofMember,
            String state,
            Instant createdAt) {

        /** Whether everybody sees it. */
        public boolean shown() {
            return state.equals(State.SHOWN);
        }

        boolean of(Caller caller) {
            return ofMember && authorId == caller.id();
        }
    }

    private final Transactions transactions;
    private final Members members;
    private final Moderation moderation;
    private final Modules modules;

    @Activate
    public Entries(
            @Reference Transactions transactions,
            @Reference Members members,
            @Reference Moderation moderation,
            @Reference Modules modules) {
        this.transactions = transactions;
        this.members = members;
        this.moderation = moderation;
        this.modules = modules;
    }

    /** Puts an entry up. Throws a problem that names the fields that are wrong, 403 for who may not write at the moment. */
    public Entry put(Caller author, EntryDraft draft) {
        EntryDraft checked = draft.checked();
        Verdict verdict = screen(author, 0, checked);
        EntryEntity stored = transactions.write(em -> {
            EntryEntity row = new EntryEntity();
            row.authorId = author.id();
            row.createdAt = now();
            row.state = State.SHOWN;
            fill(row, checked);
            em.persist(row);
            hold(row, verdict);
            return row;
        });
        return seen(List.of(stored)).get(0);
    }

    /** Changes one's own entry. Throws 404, 403 for another's, 422. */
    public Entry change(Caller author, long id, EntryDraft draft) {
        own(author, id);
        EntryDraft checked = draft.checked();
        Verdict verdict = screen(author, id, checked);
        EntryEntity stored = transactions.write(em -> {
            EntryEntity row = em.find(EntryEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                throw Problem.notFound();
            }
            fill(row, checked);
            hold(row, verdict);
            return row;
        });
        return seen(List.of(stored)).get(0);
    }

    /** Takes down one's own entry for good. Throws 404, 403 for another's. */
    public void remove(Caller author, long id) {
        own(author, id);
        transactions.run(
                em -> Optional.ofNullable(em.find(EntryEntity.class, id)).ifPresent(em::remove));
    }

    /** Tells moderators of another's entry. Throws 404, 403 for one that stands for a topic: that is reported there; 422. */
    public void report(Caller reporter, long id, String reason, String words) {
        moderation.report(submission(ofMember(reporter, id)), reporter, reason, words);
    }

    /** Takes another's entry out of sight and tells its author why. Throws 404, 403, 422 without a reason. */
    public void takeDown(Caller moderator, long id, String reason) {
        if (!manages(moderator)) {
            throw Problem.forbidden();
        }
        moderation.act(submission(ofMember(moderator, id)), moderator, Moderation.Action.HIDE, reason);
    }

    /** One entry, if the reader may see it. Throws 404. */
    public Entry find(Optional<Caller> reader, long id) {
        EntryEntity row = transactions.read(em -> em.find(EntryEntity.class, id));
        if (row == null) {
            throw Problem.notFound();
        }
        Entry entry = seen(List.of(row)).get(0);
        if (!entry.shown()
                && reader.filter(who -> entry.of(who) || manages(who)).isEmpty()) {
            throw Problem.notFound();
        }
        return entry;
    }

    /** One's own entry, to be changed. Throws 404, 403 for another's and for one that stands for a topic. */
    public Entry own(Caller author, long id) {
        Entry entry = find(Optional.of(author), id);
        if (!entry.of(author)) {
            throw Problem.forbidden();
        }
        return entry;
    }

    /** Whether the member takes down what others have put up. */
    public boolean manages(Caller caller) {
        return caller.may(Rights.MANAGE, Scope.PORTAL);
    }

    /** At most {@code limit} entries with an id below {@code before}, newest first; the reader's own while they are held, too. */
    public Slice<Entry> newest(Optional<Caller> reader, long before, int limit) {
        List<EntryEntity> rows = transactions.read(em -> em.createQuery(
                        "select e from EntryEntity e where e.id < :before and (e.state = :shown"
                                + " or e.state = :held and e.authorId = :reader) order by e.id desc",
                        EntryEntity.class)
                .setParameter("before", before)
                .setParameter("shown", State.SHOWN)
                .setParameter("held", State.HELD)
                .setParameter("reader", reader.map(Caller::id).orElse(0L))
                .setMaxResults(limit + 1)
                .getResultList());
        Slice<EntryEntity> part = Slice.of(rows, limit, row -> String.valueOf(row.id));
        return new Slice<>(seen(part.items()), part.next());
    }

    private Entry ofMember(Caller reader, long id) {
        Entry entry = find(Optional.of(reader), id);
        if (!entry.ofMember()) {
            throw Problem.forbidden("noticeboard.problem.topic");
        }
        return entry;
    }

    private Verdict screen(Caller author, long id, EntryDraft draft) {
        Standing standing = moderation.standing(author.id(), 0);
        if (!standing.mayPost()) {
            throw Problem.forbidden("noticeboard.problem.muted", standing.reason());
        }
        Verdict verdict = moderation.screen(
                new Submission(EntryContent.KIND, id, author.id(), 0, draft.title() + "\n" + draft.body()), author);
        if (verdict.outcome() == Verdict.Outcome.REJECT) {
            throw Problem.invalid("body", verdict.reason());
        }
        return verdict;
    }

    /** What must be looked at first waits for that; what a moderator has hidden stays so, whatever it says now. */
    private void hold(EntryEntity row, Verdict verdict) {
        if (verdict.outcome() == Verdict.Outcome.HOLD && row.state.equals(State.SHOWN)) {
            row.state = State.HELD;
            moderation.queue(
                    new Submission(EntryContent.KIND, row.id, row.authorId, 0, row.title + "\n" + row.body), verdict);
        }
    }

    private static Submission submission(Entry entry) {
        return new Submission(EntryContent.KIND, entry.id(), entry.authorId(), 0, entry.title() + "\n" + entry.body());
    }

    private static void fill(EntryEntity row, EntryDraft draft) {
        row.title = draft.title();
        row.body = draft.body();
    }

    private List<Entry> seen(List<EntryEntity> rows) {
        Map<Long, MemberCard> authors =
                members.cards(rows.stream().map(row -> row.authorId).collect(Collectors.toSet()));
        boolean forum = modules.mode("forum") != ModuleMode.OFF;
        return rows.stream()
                .map(row -> new Entry(
                        row.id,
                        row.authorId,
                        authors.containsKey(row.authorId)
                                ? authors.get(row.authorId).name()
                                : "",
                        row.title,
                        row.body,
                        href(row, forum),
                        row.topicId == null,
                        row.state,
                        row.createdAt))
                .toList();
    }

    private static String href(EntryEntity row, boolean forum) {
        if (row.topicId == null) {
            return "/noticeboard/" + row.id;
        }
        return forum ? "/forum/t/" + row.topicId : "";
    }

    /** As exact as both databases keep it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
