package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Cursor;
import org.wanrenhui.forum.internal.store.Marks;
import org.wanrenhui.forum.internal.store.NewTopic;
import org.wanrenhui.forum.internal.store.Polls;
import org.wanrenhui.forum.internal.store.Post;
import org.wanrenhui.forum.internal.store.Posting;
import org.wanrenhui.forum.internal.store.Reactions;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicLists;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.store.TopicStates;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** The forum by API. */
@Component(service = WebResource.class)
@Path("/api/v1/forum")
@Produces("application/json")
@Consumes("application/json")
public final class ForumApi implements WebResource {

    /** A board. */
    public record BoardJson(
            long id, String slug, String name, String kind, String audience, Long community, int topics, int posts) {}

    /** A topic; {@code body} and {@code html} of its opening post only where one topic is asked for. */
    public record TopicJson(
            long id,
            long board,
            String title,
            long author,
            String state,
            boolean pinned,
            boolean locked,
            Long answer,
            int replies,
            int views,
            int reactions,
            List<String> tags,
            Instant createdAt,
            Instant lastAt,
            String body,
            String html,
            List<FileJson> attachments,
            Polls.Poll poll) {}

    /** A post: as it was written, and as it is shown. */
    public record PostJson(
            long id,
            long topic,
            long author,
            boolean opening,
            String body,
            String html,
            List<FileJson> attachments,
            String state,
            Instant createdAt,
            Instant editedAt,
            int reactions) {}

    /** A topic to open; all but title and body may be missing. A poll is open for 14 days, or 1 to 30 by {@code pollDays}. */
    public record TopicBody(
            String title,
            String body,
            List<String> tags,
            String pollQuestion,
            List<String> pollOptions,
            Boolean pollMultiple,
            Integer pollDays,
            List<FileJson.Chosen> attachments) {}

    /**
     * A post to write or to change; {@code title} and {@code tags} only with an opening post. A change without {@code tags}
     * or {@code attachments} leaves them as they are.
     */
    public record PostBody(String body, String title, List<String> tags, List<FileJson.Chosen> attachments) {}

    /** What was written; {@code held} when a moderator has to look at it first. */
    public record WrittenJson(long id, long topic, boolean held) {}

    /** On or off. */
    public record Toggle(boolean on, String kind) {}

    /** The post that answers, or null. */
    public record Answer(Long post) {}

    /** Chosen options of a poll. */
    public record Vote(List<Long> options) {}

    /** Why somebody reports a post. */
    public record Report(String reason, String words) {}

    private final Access access;
    private final Boards boards;
    private final TopicLists lists;
    private final TopicReader reader;
    private final Posting posting;
    private final TopicStates states;
    private final Reactions reactions;
    private final Polls polls;
    private final Marks marks;
    private final Moderation moderation;
    private final CurrentRequest request;

    @Activate
    public ForumApi(
            @Reference Access access,
            @Reference Boards boards,
            @Reference TopicLists lists,
            @Reference TopicReader reader,
            @Reference Posting posting,
            @Reference TopicStates states,
            @Reference Reactions reactions,
            @Reference Polls polls,
            @Reference Marks marks,
            @Reference Moderation moderation,
            @Reference CurrentRequest request) {
        this.access = access;
        this.boards = boards;
        this.lists = lists;
        this.reader = reader;
        this.posting = posting;
        this.states = states;
        this.reactions = reactions;
        this.polls = polls;
        this.marks = marks;
        this.moderation = moderation;
        this.request = request;
    }

    @GET
    @Path("boards")
    @Public
    public Slice<BoardJson> boards() {
        return new Slice<>(
                boards.readable(request.caller()).stream().map(this::json).toList(), null);
    }

    @GET
    @Path("boards/{board}")
    @Public
    public BoardJson board(@PathParam("board") String id) {
        return json(boards.require(id, request.caller()));
    }

    @GET
    @Path("boards/{board}/topics")
    @Public
    public Slice<TopicJson> topics(
            @PathParam("board") String id,
            @QueryParam("after") String after,
            @DefaultValue("20") @QueryParam("limit") int limit,
            @DefaultValue("active") @QueryParam("order") String order) {
        Board board = boards.require(id, request.caller());
        Cursor cursor = Cursor.parse(after);
        Slice<Topic> slice =
                switch (order) {
                    case "active" -> lists.active(board.id(), cursor, bounded(limit));
                    case "newest" -> lists.newest(board.id(), cursor, bounded(limit));
                    case "hot" -> lists.hot(board.id(), cursor, bounded(limit));
                    default -> throw Problem.invalid("order", "forum.problem.order");
                };
        return slice.map(topic -> json(topic, null));
    }

    @POST
    @Path("boards/{board}/topics")
    @SignedIn
    public Response open(@PathParam("board") String id, TopicBody body, @HeaderParam("Idempotency-Key") String key) {
        Caller caller = request.requireCaller();
        Board board = boards.require(id, Optional.of(caller));
        TopicBody topic = present(body);
        Posting.Written written = posting.open(
                board,
                caller,
                NewTopic.of(
                        topic.title(),
                        topic.body(),
                        topic.tags() == null ? "" : String.join(",", topic.tags()),
                        new NewTopic.TypedPoll(
                                topic.pollQuestion(),
                                topic.pollOptions() == null ? "" : String.join("\n", topic.pollOptions()),
                                Boolean.TRUE.equals(topic.pollMultiple()),
                                topic.pollDays() == null ? "" : topic.pollDays().toString()),
                        key,
                        FileJson.choice(topic.attachments())));
        return Response.created(URI.create("/api/v1/forum/topics/" + written.topic()))
                .entity(new WrittenJson(written.topic(), written.topic(), written.held()))
                .build();
    }

    @GET
    @Path("topics/{topic}")
    @Public
    public TopicJson topic(@PathParam("topic") long id) {
        Topic topic = reader.require(id, request.caller());
        return json(topic, reader.posts(topic, 0, TopicReader.PAGE, false, 0));
    }

    @GET
    @Path("hot")
    @Public
    public Slice<TopicJson> hot(@QueryParam("after") String after, @DefaultValue("20") @QueryParam("limit") int limit) {
        Slice<Topic> slice = lists.hot(Cursor.parse(after), bounded(limit));
        return new Slice<>(
                slice.items().stream()
                        .filter(topic -> reader.mayRead(topic, request.caller()))
                        .map(topic -> json(topic, null))
                        .toList(),
                slice.next());
    }

    @GET
    @Path("topics/{topic}/posts")
    @Public
    public Slice<PostJson> posts(
            @PathParam("topic") long id,
            @DefaultValue("0") @QueryParam("after") long after,
            @DefaultValue("20") @QueryParam("limit") int limit) {
        Topic topic = reader.require(id, request.caller());
        Board board = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        TopicReader.Part part = reader.posts(topic, after, bounded(limit), false, 0);
        return new Slice<>(
                part.posts().stream()
                        .filter(shown -> reader.mayRead(shown.post(), board, request.caller()))
                        .map(ForumApi::json)
                        .toList(),
                part.next());
    }

    @POST
    @Path("topics/{topic}/posts")
    @SignedIn
    public Response reply(@PathParam("topic") long id, PostBody body, @HeaderParam("Idempotency-Key") String key) {
        Caller caller = request.requireCaller();
        Topic topic = reader.require(id, Optional.of(caller));
        PostBody post = present(body);
        Posting.Written written = posting.reply(topic, caller, post.body(), key, FileJson.choice(post.attachments()));
        return Response.created(URI.create("/api/v1/forum/posts/" + written.post()))
                .entity(new WrittenJson(written.post(), id, written.held()))
                .build();
    }

    @GET
    @Path("posts/{post}")
    @Public
    public PostJson post(@PathParam("post") long id) {
        Post post = access.post(id);
        return json(reader.shown(post));
    }

    @PATCH
    @Path("posts/{post}")
    @SignedIn
    public PostJson edit(@PathParam("post") long id, PostBody body) {
        Post post = access.editable(access.post(id).topicId(), id);
        Topic topic = reader.require(post.topicId(), request.caller());
        PostBody change = present(body);
        posting.edit(
                post,
                request.requireCaller(),
                new Posting.Change(
                        change.title() == null ? topic.title() : change.title(),
                        change.body(),
                        Optional.ofNullable(change.tags()).map(tags -> String.join(",", tags)),
                        Optional.ofNullable(change.attachments()).map(FileJson::choice)));
        return post(id);
    }

    @DELETE
    @Path("posts/{post}")
    @SignedIn
    public void delete(@PathParam("post") long id) {
        Post post = access.post(id);
        states.withdraw(reader.require(post.topicId(), request.caller()), post, request.requireCaller());
    }

    @PUT
    @Path("posts/{post}/reaction")
    @SignedIn
    public PostJson react(@PathParam("post") long id, Toggle toggle) {
        Post post = access.post(id);
        reactions.react(
                post, request.requireCaller(), present(toggle).kind() == null ? "like" : toggle.kind(), toggle.on());
        return post(id);
    }

    @POST
    @Path("posts/{post}/report")
    @SignedIn
    public void report(@PathParam("post") long id, Report report) {
        Post post = access.post(id);
        Topic topic = reader.require(post.topicId(), request.caller());
        moderation.report(
                access.submission(topic, post),
                request.requireCaller(),
                present(report).reason() == null ? "other" : report.reason(),
                report.words() == null ? "" : report.words());
    }

    @PUT
    @Path("topics/{topic}/answer")
    @SignedIn
    public TopicJson accept(@PathParam("topic") long id, Answer answer) {
        Topic topic = reader.require(id, request.caller());
        Board board = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        Post post = present(answer).post() == null ? null : access.post(id, answer.post());
        reactions.accept(topic, board, request.requireCaller(), post);
        return topic(id);
    }

    @POST
    @Path("topics/{topic}/votes")
    @SignedIn
    public TopicJson vote(@PathParam("topic") long id, Vote vote) {
        Topic topic = reader.require(id, request.caller());
        polls.vote(topic, request.requireCaller(), present(vote).options() == null ? List.of() : vote.options());
        return topic(id);
    }

    @PUT
    @Path("topics/{topic}/subscription")
    @SignedIn
    public void follow(@PathParam("topic") long id, Toggle toggle) {
        Topic topic = reader.require(id, request.caller());
        marks.follow(
                request.requireCaller().id(),
                Marks.TOPIC,
                topic.id(),
                present(toggle).on());
    }

    @PATCH
    @Path("topics/{topic}")
    @SignedIn
    public TopicJson settle(@PathParam("topic") long id, TopicStates.Settings settings) {
        Topic topic = reader.require(id, request.caller());
        Board from = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        TopicStates.Settings wanted = present(settings);
        Optional<Board> to = Optional.ofNullable(wanted.board())
                .map(board -> boards.require(String.valueOf(board), request.caller()));
        states.settle(topic, from, request.requireCaller(), wanted, to);
        return topic(id);
    }

    private BoardJson json(Board board) {
        return new BoardJson(
                board.id(),
                board.slug(),
                board.title(request.locale()),
                board.kind(),
                board.audience(),
                board.communityId() == 0 ? null : board.communityId(),
                board.topicCount(),
                board.postCount());
    }

    private TopicJson json(Topic topic, TopicReader.Part part) {
        TopicReader.Shown opening = part == null
                ? null
                : part.posts().stream()
                        .filter(s -> s.post().opening())
                        .findFirst()
                        .orElse(null);
        return new TopicJson(
                topic.id(),
                topic.boardId(),
                topic.title(),
                topic.authorId(),
                topic.state(),
                topic.pinned(),
                topic.locked(),
                topic.answerId() == 0 ? null : topic.answerId(),
                topic.replyCount(),
                topic.viewCount(),
                topic.reactionCount(),
                topic.tagList(),
                topic.createdAt(),
                topic.lastAt(),
                opening == null ? null : opening.post().body(),
                opening == null ? null : opening.html(),
                opening == null ? null : FileJson.of(opening.files()),
                part != null && topic.poll() ? polls.of(topic, request.caller()).orElse(null) : null);
    }

    private static PostJson json(TopicReader.Shown shown) {
        Post post = shown.post();
        return new PostJson(
                post.id(),
                post.topicId(),
                post.authorId(),
                post.opening(),
                post.body(),
                shown.html(),
                FileJson.of(shown.files()),
                post.state(),
                post.createdAt(),
                post.editedAt(),
                post.reactionCount());
    }

    private static int bounded(int limit) {
        return Math.max(1, Math.min(100, limit));
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw Problem.of(400, "bad-request", "problem.body-missing");
        }
        return body;
    }
}
