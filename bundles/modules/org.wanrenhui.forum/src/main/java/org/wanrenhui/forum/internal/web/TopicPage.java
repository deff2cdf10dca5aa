package org.wanrenhui.forum.internal.web;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Attachment;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Drafts;
import org.wanrenhui.forum.internal.store.Marks;
import org.wanrenhui.forum.internal.store.Polls;
import org.wanrenhui.forum.internal.store.Reactions;
import org.wanrenhui.forum.internal.store.ReadMarks;
import org.wanrenhui.forum.internal.store.Rights;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.store.ViewCounter;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;

/** Puts a topic's page together: one query for a visitor, four for a member at most. */
@Component(service = TopicPage.class)
public final class TopicPage {

    /** A topic with a part of its posts. */
    public record View(
            Topic topic,
            String board,
            String boardSlug,
            String boardDescription,
            boolean question,
            List<PostView> posts,
            PostView answer,
            Polls.Poll poll,
            String next,
            String order,
            boolean mayReply,
            boolean mayModerate,
            boolean mayAccept,
            boolean followed,
            String reply,
            List<Attachment> replyFiles,
            List<FieldError> errors,
            String submission,
            String data,
            List<Destination> destinations) {}

    /** A board that a moderator may move the topic to. */
    public record Destination(long value, String title) {}

    /** A post with its author. */
    public record PostView(
            long id,
            boolean opening,
            MemberCard author,
            String html,
            List<Attachment> files,
            String state,
            String reason,
            Instant createdAt,
            Instant editedAt,
            int reactions,
            boolean reacted,
            boolean own,
            boolean accepted,
            boolean unread) {}

    private final Boards boards;
    private final TopicReader reader;
    private final Members members;
    private final Marks marks;
    private final ReadMarks readMarks;
    private final Drafts drafts;
    private final Reactions reactions;
    private final Polls polls;
    private final ViewCounter views;
    private final CurrentRequest request;
    private final StructuredData structured = new StructuredData();

    @Activate
    public TopicPage(
            @Reference Boards boards,
            @Reference TopicReader reader,
            @Reference Members members,
            @Reference Marks marks,
            @Reference ReadMarks readMarks,
            @Reference Drafts drafts,
            @Reference Reactions reactions,
            @Reference Polls polls,
            @Reference ViewCounter views,
            @Reference CurrentRequest request) {
        this.boards = boards;
        this.reader = reader;
        this.members = members;
        this.marks = marks;
        this.readMarks = readMarks;
        this.drafts = drafts;
        this.reactions = reactions;
        this.polls = polls;
        this.views = views;
        this.request = request;
    }

    /** The page; {@code reply} is what stands in the reply box. */
    public Page show(
            Topic topic, long after, String order, String reply, List<Attachment> files, List<FieldError> errors) {
        Board board = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        Optional<Caller> caller = request.caller();
        if (!List.of("oldest", "newest", "author").contains(order)) {
            throw Problem.notFound();
        }
        TopicReader.Part part = reader.posts(
                topic, after, TopicReader.PAGE, order.equals("newest"), order.equals("author") ? topic.authorId() : 0);
        Set<Long> blocked = caller.map(c -> members.blockedBy(c.id())).orElse(Set.of());
        List<TopicReader.Shown> shown = part.posts().stream()
                .filter(s -> s.post().visible() || reader.mayRead(s.post(), board, caller))
                .filter(s -> !blocked.contains(s.post().authorId()))
                .toList();
        TopicReader.Shown accepted = topic.solved() && after == 0
                ? reader.posts(topic, topic.answerId() - 1, 1, false, 0).posts().stream()
                        .filter(s -> s.post().id() == topic.answerId() && reader.mayRead(s.post(), board, caller))
                        .filter(s -> !blocked.contains(s.post().authorId()))
                        .findFirst()
                        .orElse(null)
                : null;
        Set<Long> authors = new HashSet<>();
        shown.forEach(s -> authors.add(s.post().authorId()));
        if (accepted != null) {
            authors.add(accepted.post().authorId());
        }
        Map<Long, MemberCard> cards = members.cards(authors);
        Marks.Reading reading = caller.map(c -> marks.reading(c.id(), topic.id()))
                .orElse(new Marks.Reading(Long.MAX_VALUE, false, false));
        long readTo = caller.map(c -> readMarks.latest(c.id(), topic.id(), reading.readTo()))
                .orElse(Long.MAX_VALUE);
        Set<Long> reacted = caller.map(c -> reactions.mine(
                        shown.stream()
                                .filter(s -> s.post().reactionCount() > 0)
                                .map(s -> s.post().id())
                                .toList(),
                        c.id()))
                .orElse(Set.of());
        Optional<Drafts.Draft> draft = reply.isEmpty() && files.isEmpty() && reading.draft()
                ? drafts.find(caller.get().id(), Drafts.ofTopic(topic.id()))
                : Optional.empty();
        views.seen(topic.id());
        if (caller.isPresent() && !shown.isEmpty()) {
            long last = shown.stream().mapToLong(s -> s.post().id()).max().orElse(0);
            if (last > readTo) {
                readMarks.read(caller.get().id(), topic.id(), last);
            }
        }
        boolean moderator =
                caller.filter(c -> c.may(Rights.MODERATE, board.scope())).isPresent();
        View view = new View(
                topic,
                board.title(request.locale()),
                board.slug(),
                board.description(),
                board.kind().equals(Board.QUESTION),
                shown.stream()
                        .map(s -> post(s, topic, cards, reacted, caller, readTo))
                        .toList(),
                accepted == null ? null : post(accepted, topic, cards, reacted, caller, readTo),
                topic.poll() && after == 0 ? polls.of(topic, caller).orElse(null) : null,
                part.next(),
                order,
                caller.filter(c -> c.may(Rights.POST)).isPresent() && topic.visible() && (!topic.locked() || moderator),
                moderator,
                board.kind().equals(Board.QUESTION)
                        && caller.filter(c -> c.id() == topic.authorId() || moderator)
                                .isPresent(),
                reading.followed(),
                draft.map(Drafts.Draft::body).orElse(reply),
                draft.map(Drafts.Draft::files).orElse(files),
                errors,
                caller.isPresent() ? UUID.randomUUID().toString() : "",
                caller.isEmpty() && after == 0 ? data(topic, board, shown, accepted, cards) : "",
                moderator ? destinations(board, caller.get()) : List.of());
        return Page.of("forum/topic", view);
    }

    private String data(
            Topic topic,
            Board board,
            List<TopicReader.Shown> shown,
            TopicReader.Shown accepted,
            Map<Long, MemberCard> cards) {
        return structured.of(
                topic,
                board.kind().equals(Board.QUESTION),
                TopicView.card(topic.authorId(), cards).name(),
                shown,
                accepted);
    }

    private List<Destination> destinations(Board from, Caller moderator) {
        return boards.readable(Optional.of(moderator)).stream()
                .filter(board -> board.id() != from.id() && moderator.may(Rights.MODERATE, board.scope()))
                .map(board -> new Destination(board.id(), board.title(request.locale())))
                .toList();
    }

    private static PostView post(
            TopicReader.Shown shown,
            Topic topic,
            Map<Long, MemberCard> cards,
            Set<Long> reacted,
            Optional<Caller> caller,
            long readTo) {
        var post = shown.post();
        return new PostView(
                post.id(),
                post.opening(),
                TopicView.card(post.authorId(), cards),
                shown.html(),
                shown.files(),
                post.state(),
                post.reason(),
                post.createdAt(),
                post.editedAt(),
                post.reactionCount(),
                reacted.contains(post.id()),
                caller.filter(c -> c.id() == post.authorId()).isPresent(),
                topic.answerId() == post.id(),
                readTo != 0 && post.id() > readTo);
    }
}
