package org.example.noticeboard.internal;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.moderation.Verdict;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.Modules;
import org.wanrenhui.portal.api.web.Problem;

/** The entries in this module's own table. */
@Component(service = Entries.class)
public final class Entries {

    /**
     * An entry as others see it.
     *
     * @param author   its author's name, empty when that member is gone
     * @param href     the topic that it stands for; empty when it is none or the forum is off
     * @param ofMember whether its author put it up here, and may change it
     */
    public record Entry(
            long id,
            long authorId,
            String author,
            String title,
            String body,
            String href,
            boolean ofMember,
            Instant createdAt) {}

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

    /** Puts an entry up and returns its id. Throws a problem that names the fields that are wrong. */
    public long put(Caller author, EntryDraft draft) {
        EntryDraft checked = screened(author, draft.checked());
        return transactions.write(em -> {
            EntryEntity row = new EntryEntity();
            row.authorId = author.id();
            row.shown = true;
            row.createdAt = now();
            fill(row, checked);
            em.persist(row);
            return row.id;
        });
    }

    /** Changes one's own entry. Throws 404, 403 for another's, 422. */
    public void change(Caller author, long id, EntryDraft draft) {
        own(author, id);
        EntryDraft checked = screened(author, draft.checked());
        transactions.run(em -> fill(require(em, id), checked));
    }

    /** Takes down one's own entry, or any with the right to. Throws 404, 403. */
    public void remove(Caller caller, long id) {
        Entry entry = find(id);
        boolean own = entry.ofMember() && entry.authorId() == caller.id();
        if (!own && !caller.may(Rights.MANAGE, Scope.PORTAL)) {
            throw Problem.forbidden();
        }
        transactions.run(em -> em.remove(require(em, id)));
    }

    /** One entry. Throws 404. */
    public Entry find(long id) {
        EntryEntity row = transactions.read(em -> require(em, id));
        return shown(List.of(row)).get(0);
    }

    /** One's own entry, to be changed. Throws 404, 403 for another's and for one that stands for a topic. */
    public Entry own(Caller author, long id) {
        Entry entry = find(id);
        if (!entry.ofMember() || entry.authorId() != author.id()) {
            throw Problem.forbidden();
        }
        return entry;
    }

    /** At most {@code limit} entries with an id below {@code before}, newest first. */
    public Slice<Entry> newest(long before, int limit) {
        List<EntryEntity> rows = transactions.read(em -> em.createQuery(
                        "select e from EntryEntity e where e.shown = true and e.id < :before order by e.id desc",
                        EntryEntity.class)
                .setParameter("before", before)
                .setMaxResults(limit + 1)
                .getResultList());
        Slice<EntryEntity> part = Slice.of(rows, limit, row -> String.valueOf(row.id));
        return new Slice<>(shown(part.items()), part.next());
    }

    /** Puts a topic up, or brings its entry up to date; twice is as once. */
    void topic(long topic, long board, long author, String title) {
        transactions.run(em -> {
            EntryEntity row = ofTopic(em, topic).stream().findFirst().orElseGet(() -> {
                EntryEntity fresh = new EntryEntity();
                fresh.topicId = topic;
                fresh.createdAt = now();
                fresh.body = "";
                return fresh;
            });
            row.authorId = author;
            row.boardId = board;
            row.title = title;
            row.shown = true;
            em.persist(row);
        });
    }

    /** Whether an entry stands for the topic, or did before the topic was taken out of sight. */
    boolean knows(long topic) {
        return transactions.read(em -> !ofTopic(em, topic).isEmpty());
    }

    /** Shows no more what stands for a topic, if anything does. */
    void withoutTopic(long topic) {
        transactions.run(em -> ofTopic(em, topic).forEach(row -> row.shown = false));
    }

    /** Shows no more what stands for topics of a board. */
    void withoutBoard(long board) {
        transactions.run(em -> em.createQuery(
                        "update EntryEntity e set e.shown = false where e.boardId = :board and e.topicId is not null")
                .setParameter("board", board)
                .executeUpdate());
    }

    private static List<EntryEntity> ofTopic(EntityManager em, long topic) {
        return em.createQuery("select e from EntryEntity e where e.topicId = :topic", EntryEntity.class)
                .setParameter("topic", topic)
                .getResultList();
    }

    private static EntryEntity require(EntityManager em, long id) {
        EntryEntity row = em.find(EntryEntity.class, id);
        if (row == null || !row.shown) {
            throw Problem.notFound();
        }
        return row;
    }

    /** The board has no queue for reviewers: what would have to be looked at first is refused. */
    private EntryDraft screened(Caller author, EntryDraft draft) {
        if (!moderation.standing(author.id(), 0).mayPost()) {
            throw Problem.forbidden("noticeboard.problem.muted");
        }
        Submission submission =
                new Submission("noticeboard.entry", 0, author.id(), 0, draft.title() + "\n" + draft.body());
        if (moderation.screen(submission, author).outcome() != Verdict.Outcome.PUBLISH) {
            throw Problem.invalid("body", "noticeboard.problem.words");
        }
        return draft;
    }

    private static void fill(EntryEntity row, EntryDraft draft) {
        row.title = draft.title();
        row.body = draft.body();
    }

    private List<Entry> shown(List<EntryEntity> rows) {
        Map<Long, MemberCard> authors =
                members.cards(rows.stream().map(row -> row.authorId).collect(Collectors.toSet()));
        boolean forum = modules.mode("forum") != ModuleMode.OFF;
        return rows.stream()
                .map(row -> new Entry(
                        row.id,
                        row.authorId,
                        authors.containsKey(row.authorId) ? authors.get(row.authorId).name() : "",
                        row.title,
                        row.body,
                        row.topicId != null && forum ? "/forum/t/" + row.topicId : "",
                        row.topicId == null,
                        row.createdAt))
                .toList();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
