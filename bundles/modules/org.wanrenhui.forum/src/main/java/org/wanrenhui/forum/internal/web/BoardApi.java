package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Attachments;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.BoardKeeping;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Drafts;
import org.wanrenhui.forum.internal.store.Marks;
import org.wanrenhui.forum.internal.store.Post;
import org.wanrenhui.forum.internal.store.Rights;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;

/** The keeping of the forum by API: boards, moderation, drafts, subscriptions to boards. */
@Component(service = WebResource.class)
@Path("/api/v1/forum")
@Produces("application/json")
@Consumes("application/json")
public final class BoardApi implements WebResource {

    /** A board to make or to change; what is missing in a change stays. */
    public record BoardBody(
            String slug,
            Long community,
            String kind,
            String name,
            String nameEn,
            String description,
            String icon,
            String audience,
            Boolean postable) {}

    /** Id and slug of the board. */
    public record BoardRef(long id, String slug) {}

    /** What a moderator does: {@code APPROVE}, {@code HIDE}, {@code DELETE} or {@code RESTORE}. */
    public record Decision(String action, String reason) {}

    /** What has been typed so far. */
    public record DraftBody(String title, String body, List<FileJson.Chosen> attachments) {}

    /** On or off. */
    public record Follow(boolean on) {}

    private final Access access;
    private final Boards boards;
    private final BoardKeeping keeping;
    private final TopicReader reader;
    private final Drafts drafts;
    private final Attachments attachments;
    private final Marks marks;
    private final Moderation moderation;
    private final CurrentRequest request;

    @Activate
    public BoardApi(
            @Reference Access access,
            @Reference Boards boards,
            @Reference BoardKeeping keeping,
            @Reference TopicReader reader,
            @Reference Drafts drafts,
            @Reference Attachments attachments,
            @Reference Marks marks,
            @Reference Moderation moderation,
            @Reference CurrentRequest request) {
        this.access = access;
        this.boards = boards;
        this.keeping = keeping;
        this.reader = reader;
        this.drafts = drafts;
        this.attachments = attachments;
        this.marks = marks;
        this.moderation = moderation;
        this.request = request;
    }

    @POST
    @Path("boards")
    @Requires(value = Rights.MANAGE, anyScope = true)
    public Response open(BoardBody body) {
        BoardBody wanted = present(body);
        Board board = keeping.open(
                request.requireCaller(),
                new BoardForm(
                                wanted.slug(),
                                or(wanted.community(), 0L),
                                or(wanted.kind(), Board.DISCUSSION),
                                wanted.name(),
                                wanted.nameEn(),
                                wanted.description(),
                                or(wanted.icon(), "message-circle"),
                                or(wanted.audience(), Board.PUBLIC),
                                true)
                        .checked());
        return Response.created(URI.create("/api/v1/forum/boards/" + board.id()))
                .entity(new BoardRef(board.id(), board.slug()))
                .build();
    }

    @PATCH
    @Path("boards/{board}")
    @Requires(value = Rights.MANAGE, anyScope = true)
    public BoardRef change(@PathParam("board") String id, BoardBody body) {
        Board board = boards.require(id, request.caller());
        BoardBody wanted = present(body);
        boolean postable = or(wanted.postable(), board.postable());
        keeping.change(
                request.requireCaller(),
                board,
                new BoardForm(
                                board.slug(),
                                board.communityId(),
                                or(wanted.kind(), board.kind()),
                                or(wanted.name(), board.name()),
                                or(wanted.nameEn(), board.nameEn()),
                                or(wanted.description(), board.description()),
                                or(wanted.icon(), board.icon()),
                                or(wanted.audience(), board.audience()),
                                postable)
                        .checked(),
                postable);
        return new BoardRef(board.id(), board.slug());
    }

    @PUT
    @Path("boards/{board}/subscription")
    @SignedIn
    public void follow(@PathParam("board") String id, Follow follow) {
        Board board = boards.require(id, request.caller());
        marks.follow(
                request.requireCaller().id(),
                Marks.BOARD,
                board.id(),
                present(follow).on());
    }

    @POST
    @Path("posts/{post}/moderation")
    @Requires(value = Rights.MODERATE, anyScope = true)
    public void moderate(@PathParam("post") long id, Decision decision) {
        Post post = access.post(id);
        Topic topic = reader.require(post.topicId(), request.caller());
        moderation.act(
                access.submission(topic, post),
                request.requireCaller(),
                Access.action(present(decision).action()),
                or(decision.reason(), ""));
    }

    @GET
    @Path("boards/{board}/draft")
    @SignedIn
    public DraftBody draft(@PathParam("board") String id) {
        return read(Drafts.ofBoard(boards.require(id, request.caller()).id()));
    }

    @PUT
    @Path("boards/{board}/draft")
    @SignedIn
    public void keep(@PathParam("board") String id, DraftBody body) {
        write(Drafts.ofBoard(boards.require(id, request.caller()).id()), present(body));
    }

    @GET
    @Path("topics/{topic}/draft")
    @SignedIn
    public DraftBody draft(@PathParam("topic") long id) {
        return read(Drafts.ofTopic(reader.require(id, request.caller()).id()));
    }

    @PUT
    @Path("topics/{topic}/draft")
    @SignedIn
    public void keep(@PathParam("topic") long id, DraftBody body) {
        write(Drafts.ofTopic(reader.require(id, request.caller()).id()), present(body));
    }

    private DraftBody read(String place) {
        Caller caller = request.requireCaller();
        return drafts.find(caller.id(), place)
                .map(draft -> new DraftBody(
                        draft.title(),
                        draft.body(),
                        draft.files().stream()
                                .map(file -> new FileJson.Chosen(file.file(), file.alt()))
                                .toList()))
                .orElseThrow(Problem::notFound);
    }

    private void write(String place, DraftBody body) {
        Caller caller = request.requireCaller();
        drafts.save(
                caller.id(),
                place,
                body.title(),
                body.body(),
                attachments.keep(caller, FileJson.choice(body.attachments()), List.of()));
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw Problem.of(400, "bad-request", "problem.body-missing");
        }
        return body;
    }
}
