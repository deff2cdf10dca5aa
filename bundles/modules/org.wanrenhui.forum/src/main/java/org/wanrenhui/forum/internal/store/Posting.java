package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.text.HotScore;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.forum.internal.text.Trust;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Standing;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.moderation.Verdict;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/**
 * Opens topics, takes replies, edits. A transaction locks topics' rows before boards', so that nobody waits in a circle.
 * Replies that arrive at the same time share one, so that any number of members can write into one topic at once.
 */
@Component(service = Posting.class)
public final class Posting {

    /** Kinds of content, as the moderation knows them. */
    public static final String TOPIC = "forum.topic";

    public static final String POST = "forum.post";

    /** What was written. {@code held} when somebody has to review it first. */
    public record Written(long topic, long post, boolean held) {}

    /**
     * A change of a post.
     *
     * @param title only with an opening post
     * @param tags  as they were typed, only with an opening post; empty to leave them as they are
     * @param files the files that it has from now on; empty to leave them as they are
     */
    public record Change(String title, String body, Optional<String> tags, Optional<Attachments.Choice> files) {}

    private final Transactions transactions;
    private final DomainEvents events;
    private final Boards boards;
    private final TopicReader reader;
    private final Moderation moderation;
    private final PostingLimits limits;
    private final Mentions mentions;
    private final Attachments attachments;
    private final ReplyStore replies;

    @Activate
    public Posting(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference Boards boards,
            @Reference TopicReader reader,
            @Reference Moderation moderation,
            @Reference PostingLimits limits,
            @Reference Mentions mentions,
            @Reference Attachments attachments) {
        this.transactions = transactions;
        this.events = events;
        this.boards = boards;
        this.reader = reader;
        this.moderation = moderation;
        this.limits = limits;
        this.mentions = mentions;
        this.attachments = attachments;
        this.replies = new ReplyStore(transactions, moderation, this);
    }

    /** Whether the caller may open topics on the board. */
    public boolean mayOpen(Board board, Caller caller) {
        return board.postable()
                && caller.may(Rights.POST)
                && (!board.kind().equals(Board.ANNOUNCEMENT) || caller.may(Rights.ANNOUNCE, board.scope()));
    }

    /** Opens a topic. */
    public Written open(Board board, Caller author, NewTopic draft) {
        if (!mayOpen(board, author)) {
            throw Problem.forbidden("forum.problem.may-not-open");
        }
        good(author, board);
        if (draft.poll().isPresent() && !Trust.of(author).polls()) {
            throw Problem.invalid("pollQuestion", "forum.problem.poll-trust");
        }
        String key = key(author, draft.submission());
        return once(key, "select t.id, t.firstPostId, t.state from TopicEntity t where t.submission = :key", () -> {
            List<Attachment> files = attachments.take(author, draft.attachments(), List.of());
            limits.topic(author);
            Submission submission = new Submission(
                    TOPIC, 0, author.id(), board.communityId(), draft.title() + "\n" + words(draft.body(), files));
            Verdict verdict = screen(submission, author, draft.body(), !files.isEmpty());
            return transactions.write(em -> store(em, board, author, draft, files, key, submission, verdict));
        });
    }

    private Written store(
            EntityManager em,
            Board board,
            Caller author,
            NewTopic draft,
            List<Attachment> files,
            String key,
            Submission submission,
            Verdict verdict) {
        boolean held = verdict.outcome() == Verdict.Outcome.HOLD;
        Instant now = now();
        TopicEntity topic = new TopicEntity();
        topic.boardId = board.id();
        topic.communityId = board.communityId();
        topic.authorId = author.id();
        topic.title = draft.title();
        topic.state = held ? State.HELD : State.VISIBLE;
        topic.createdAt = now;
        topic.lastAt = now;
        topic.lastAuthorId = author.id();
        topic.hot = HotScore.of(0, 0, now);
        topic.tags = String.join(",", draft.tags());
        topic.sourceNote = "";
        topic.poll = draft.poll().isPresent();
        topic.submission = key;
        em.persist(topic);
        PostEntity post = post(em, topic, author, draft.body(), true, State.VISIBLE, key, now);
        Attachments.put(em, post, files);
        topic.firstPostId = post.id;
        topic.lastPostId = post.id;
        tag(em, topic, draft.tags());
        draft.poll().ifPresent(poll -> Polls.store(em, topic.id, poll, now));
        follow(em, author.id(), topic.id);
        if (held) {
            moderation.queue(
                    new Submission(TOPIC, topic.id, author.id(), board.communityId(), submission.text()), verdict);
        } else {
            Counters.board(em, board.id(), 1, 1, now);
            opened(topic, post);
        }
        return new Written(topic.id, post.id, held);
    }

    private static void tag(EntityManager em, TopicEntity topic, List<String> names) {
        names.stream()
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .distinct()
                .forEach(name -> {
                    TagEntity tag = new TagEntity();
                    tag.tag = name;
                    tag.topicId = topic.id;
                    em.persist(tag);
                });
    }

    private static void retag(EntityManager em, TopicEntity topic, List<String> names) {
        em.createQuery("delete from TagEntity t where t.topicId = :topic")
                .setParameter("topic", topic.id)
                .executeUpdate();
        topic.tags = String.join(",", names);
        tag(em, topic, names);
    }

    /** Replies to a topic. */
    public Written reply(Topic topic, Caller author, String body, String submissionKey, Attachments.Choice choice) {
        Input input = new Input();
        String text = input.text("body", body, 1, NewTopic.BODY);
        input.verify();
        Board board = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        if (!author.may(Rights.POST)) {
            throw Problem.forbidden();
        }
        if (topic.locked() && !author.may(Rights.MODERATE, board.scope())) {
            throw Problem.conflict("forum.problem.locked");
        }
        if (!topic.visible()) {
            throw Problem.conflict("forum.problem.not-open");
        }
        good(author, board);
        String key = key(author, submissionKey);
        return once(key, "select p.topicId, p.id, p.state from PostEntity p where p.submission = :key", () -> {
            List<Attachment> files = attachments.take(author, choice, List.of());
            limits.post(author);
            Submission submission = new Submission(POST, 0, author.id(), board.communityId(), words(text, files));
            Verdict verdict = screen(submission, author, text, !files.isEmpty());
            return replies.store(
                    topic,
                    new ReplyStore.Reply(
                            topic.id(), author, text, submission.text(), files, key, verdict, mentions.who(text)));
        });
    }

    /**
     * Changes one's own post; what it said before is kept. Moderators may edit within their jurisdiction.
     *
     * @param change what it says from now on
     */
    public void edit(Post post, Caller editor, Change change) {
        String title = change.title();
        String body = change.body();
        Optional<Attachments.Choice> choice = change.files();
        Input input = new Input();
        String text = input.text("body", body, 1, NewTopic.BODY);
        String line = post.opening() ? input.line("title", title, 2, NewTopic.TITLE) : "";
        Optional<List<String>> tags =
                post.opening() ? change.tags().map(typed -> NewTopic.tags(input, typed)) : Optional.empty();
        input.verify();
        Board board = boards.byId(post.boardId()).orElseThrow(Problem::notFound);
        if (editor.id() != post.authorId() && !editor.may(Rights.MODERATE, board.scope())) {
            throw Problem.forbidden();
        }
        good(editor, board);
        List<Attachment> files = choice.map(chosen -> attachments.take(editor, chosen, post.files()))
                .orElse(post.files());
        boolean more = !post.files().stream()
                .map(Attachment::file)
                .toList()
                .containsAll(files.stream().map(Attachment::file).toList());
        Submission submission =
                new Submission(POST, post.id(), post.authorId(), post.communityId(), line + "\n" + words(text, files));
        Verdict verdict = screen(submission, editor, text, more);
        Set<Long> gone = transactions.write(em -> {
            TopicEntity topic = lock(em, post.topicId());
            PostEntity row = em.find(PostEntity.class, post.id(), LockModeType.PESSIMISTIC_WRITE);
            PostEditEntity before = new PostEditEntity();
            before.postId = row.id;
            before.memberId = editor.id();
            before.body = row.body;
            before.editedAt = now();
            em.persist(before);
            row.body = text;
            Set<Long> removed = choice.isEmpty() ? Set.of() : Attachments.put(em, row, files);
            row.editedAt = before.editedAt;
            row.revision++;
            boolean retitled = post.opening() && !topic.title.equals(line);
            if (post.opening()) {
                topic.title = line;
                tags.ifPresent(names -> retag(em, topic, names));
            }
            topic.revision++;
            if (verdict.outcome() == Verdict.Outcome.HOLD) {
                hold(
                        em,
                        topic,
                        row,
                        new Submission(
                                row.opening ? TOPIC : POST,
                                row.opening ? topic.id : row.id,
                                row.authorId,
                                topic.communityId,
                                submission.text()),
                        verdict);
            }
            changed(em, row, retitled || row.opening && !topic.state.equals(State.VISIBLE));
            return removed;
        });
        attachments.discard(gone);
    }

    /** What is screened: the text and what is said of the files. */
    private static String words(String text, List<Attachment> files) {
        StringBuilder words = new StringBuilder(text);
        files.forEach(file -> words.append('\n').append(file.name()).append(' ').append(file.alt()));
        return words.toString();
    }

    /** Takes what was already public out of sight; the opening post takes its topic along. */
    private void hold(EntityManager em, TopicEntity topic, PostEntity post, Submission submission, Verdict verdict) {
        if (post.opening && topic.state.equals(State.VISIBLE)) {
            topic.state = State.HELD;
            Counters.board(em, topic.boardId, -1, -topic.replyCount - 1);
        } else if (!post.opening && post.state.equals(State.VISIBLE)) {
            post.state = State.HELD;
            if (topic.answerId == post.id) {
                topic.answerId = 0;
            }
            counted(topic, post, -1);
            Counters.board(em, topic.boardId, 0, -1);
        } else {
            return;
        }
        moderation.queue(submission, verdict);
    }

    private Verdict screen(Submission submission, Caller author, String body, boolean files) {
        Verdict verdict = moderation.screen(submission, author);
        if (verdict.outcome() == Verdict.Outcome.REJECT) {
            throw Problem.invalid("body", verdict.reason());
        }
        if (verdict.outcome() == Verdict.Outcome.PUBLISH
                && Prose.hasLink(body)
                && !Trust.of(author).links()) {
            return new Verdict(Verdict.Outcome.HOLD, "forum.held.link", "");
        }
        if (verdict.outcome() == Verdict.Outcome.PUBLISH
                && files
                && !Trust.of(author).files()) {
            return new Verdict(Verdict.Outcome.HOLD, "forum.held.files", "");
        }
        return verdict;
    }

    private void good(Caller author, Board board) {
        Standing standing = moderation.standing(author.id(), board.communityId());
        if (!standing.mayPost()) {
            throw Problem.forbidden(
                    "forum.problem.muted", standing.reason(), standing.until().orElse(null));
        }
    }

    /** Runs the work once per key: the second sending of a form gives back what the first one wrote. */
    private Written once(String key, String existing, java.util.function.Supplier<Written> work) {
        if (key.startsWith("-")) {
            return work.get();
        }
        Optional<Written> before = written(existing, key);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return work.get();
        } catch (PersistenceException e) {
            // another post took the same file at the same moment
            return written(existing, key)
                    .orElseThrow(() -> Attachments.taken(e) ? Problem.conflict("forum.problem.attachment-used") : e);
        }
    }

    private Optional<Written> written(String query, String key) {
        return transactions.read(
                em -> em.createQuery(query, Object[].class).setParameter("key", key).getResultList().stream()
                        .findFirst()
                        .map(row -> new Written((long) row[0], (long) row[1], State.HELD.equals(row[2]))));
    }

    private static String key(Caller author, String submission) {
        String cleaned = submission == null ? "" : submission.replaceAll("[^A-Za-z0-9_-]", "");
        return cleaned.isEmpty()
                ? "-" + UUID.randomUUID()
                : author.id() + "." + cleaned.substring(0, Math.min(50, cleaned.length()));
    }

    static PostEntity post(
            EntityManager em,
            TopicEntity topic,
            Caller author,
            String text,
            boolean opening,
            String state,
            String key,
            Instant now) {
        PostEntity post = new PostEntity();
        post.topicId = topic.id;
        post.boardId = topic.boardId;
        post.communityId = topic.communityId;
        post.authorId = author.id();
        post.opening = opening;
        post.body = text;
        post.state = state;
        post.reason = "";
        post.createdAt = now;
        post.submission = key;
        em.persist(post);
        return post;
    }

    static TopicEntity lock(EntityManager em, long topicId) {
        TopicEntity topic = em.find(TopicEntity.class, topicId, LockModeType.PESSIMISTIC_WRITE);
        if (topic == null) {
            throw Problem.notFound();
        }
        return topic;
    }

    /** Counts a reply in or out of its topic. The board's row is locked later, so that it is locked for less time. */
    static void counted(TopicEntity topic, PostEntity post, int by) {
        topic.replyCount = Math.max(0, topic.replyCount + by);
        if (by > 0 && !post.createdAt.isBefore(topic.lastAt)) {
            topic.lastAt = post.createdAt;
            topic.lastAuthorId = post.authorId;
        }
        if (by > 0) {
            topic.lastPostId = Math.max(topic.lastPostId, post.id);
        }
        topic.hot = HotScore.of(topic.replyCount, topic.reactionCount, topic.lastAt);
    }

    private static void follow(EntityManager em, long member, long topic) {
        SubscriptionEntity row = new SubscriptionEntity();
        row.memberId = member;
        row.kind = Marks.TOPIC;
        row.targetId = topic;
        em.persist(row);
    }

    void opened(TopicEntity topic, PostEntity post) {
        events.publish(event(
                "forum.topic-opened",
                topic,
                shown(topic, Map.of("author", text(topic.authorId), "post", text(post.id)))));
        mentioned(topic, post, mentions.who(post.body));
    }

    void created(TopicEntity topic, PostEntity post) {
        created(topic, post, mentions.who(post.body));
    }

    void created(TopicEntity topic, PostEntity post, Set<Long> mentioned) {
        events.publish(event(
                "forum.post-created",
                topic,
                Map.of(
                        "author",
                        text(post.authorId),
                        "post",
                        text(post.id),
                        ReplySearch.KEY,
                        text(ReplySearch.document(topic.id, post.id)))));
        mentioned(topic, post, mentioned);
    }

    void changed(EntityManager em, PostEntity post, boolean whole) {
        changed(em.find(TopicEntity.class, post.topicId));
        if (whole) {
            repliesChanged(em, post.topicId);
        } else {
            events.publish(ReplySearch.changed(post.topicId, ReplySearch.document(post.topicId, post.id)));
        }
    }

    void repliesChanged(EntityManager em, long topic) {
        ReplySearch.changed(em, topic).forEach(events::publish);
    }

    void changed(TopicEntity topic) {
        events.publish(event("forum.topic-changed", topic, shown(topic, Map.of("author", text(topic.authorId)))));
    }

    /** Adds what a listener of another module may show: title and tags only while everybody may read the topic. */
    private Map<String, String> shown(TopicEntity topic, Map<String, String> data) {
        Optional<Board> board = boards.byId(topic.boardId);
        Map<String, String> more = new HashMap<>(data);
        board.ifPresent(known -> more.put("boardSlug", known.slug()));
        if (topic.state.equals(State.VISIBLE)
                && board.filter(known -> known.audience().equals(Board.PUBLIC)).isPresent()) {
            more.put("title", topic.title);
            more.put("tags", topic.tags);
        }
        return more;
    }

    private void mentioned(TopicEntity topic, PostEntity post, Set<Long> mentioned) {
        for (long member : mentioned) {
            if (member != post.authorId) {
                events.publish(event("forum.mentioned", topic, Map.of("member", text(member), "post", text(post.id))));
            }
        }
    }

    static DomainEvent event(String type, TopicEntity topic, Map<String, String> more) {
        Map<String, String> data = new HashMap<>(more);
        data.put("topic", text(topic.id));
        data.put("board", text(topic.boardId));
        data.put("community", text(topic.communityId));
        return new DomainEvent(type, "topic:" + topic.id, data);
    }

    static String text(long id) {
        return Long.toString(id);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
