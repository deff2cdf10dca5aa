package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Attachment;
import org.wanrenhui.forum.internal.store.Attachments;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Cursor;
import org.wanrenhui.forum.internal.store.Drafts;
import org.wanrenhui.forum.internal.store.Highlights;
import org.wanrenhui.forum.internal.store.Marks;
import org.wanrenhui.forum.internal.store.NewTopic;
import org.wanrenhui.forum.internal.store.Posting;
import org.wanrenhui.forum.internal.store.ReadMarks;
import org.wanrenhui.forum.internal.store.Rights;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicLists;
import org.wanrenhui.forum.internal.text.Trust;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** Pages of boards and lists of topics. */
@Component(service = WebResource.class)
@Path("/forum")
@Produces("text/html")
public final class BoardPages implements WebResource {

    /** All boards, with what is hot. */
    public record Index(
            List<BoardLine> region,
            List<BoardLine> mine,
            List<BoardLine> others,
            List<TopicView.Line> hot,
            List<TopicView.Line> week,
            boolean mayManage) {}

    /** A board in a list. */
    public record BoardLine(Board board, String title) {}

    /** One board; {@code order} is active, newest or hot. */
    public record BoardPage(
            Board board,
            String title,
            List<TopicView.Line> pinned,
            List<TopicView.Line> topics,
            String next,
            String order,
            boolean mayOpen,
            boolean followed) {}

    /** A list of topics from several boards. */
    public record ListPage(String title, String path, List<TopicView.Line> topics, String next, String empty) {}

    /** The form for a new topic. */
    public record NewPage(
            Board board,
            String title,
            Form form,
            List<Attachment> files,
            List<FieldError> errors,
            boolean mayPoll,
            boolean newcomer) {}

    /** What was typed. */
    public record Form(
            String title,
            String body,
            String tags,
            String pollQuestion,
            String pollOptions,
            boolean pollMultiple,
            String pollDays,
            String submission) {

        private static Form begun(String title, String body) {
            return new Form(
                    title,
                    body,
                    "",
                    "",
                    "",
                    false,
                    String.valueOf(NewTopic.NewPoll.DAYS),
                    UUID.randomUUID().toString());
        }
    }

    private final Boards boards;
    private final TopicLists lists;
    private final TopicView view;
    private final Posting posting;
    private final Attachments attachments;
    private final Highlights highlights;
    private final Marks marks;
    private final ReadMarks readMarks;
    private final Drafts drafts;
    private final CurrentRequest request;

    @Activate
    public BoardPages(
            @Reference Boards boards,
            @Reference TopicLists lists,
            @Reference TopicView view,
            @Reference Posting posting,
            @Reference Attachments attachments,
            @Reference Highlights highlights,
            @Reference Marks marks,
            @Reference ReadMarks readMarks,
            @Reference Drafts drafts,
            @Reference CurrentRequest request) {
        this.boards = boards;
        this.lists = lists;
        this.view = view;
        this.posting = posting;
        this.attachments = attachments;
        this.highlights = highlights;
        this.marks = marks;
        this.readMarks = readMarks;
        this.drafts = drafts;
        this.request = request;
    }

    @GET
    @Public
    public Page index() {
        boards.openMissing();
        List<BoardLine> region = new ArrayList<>();
        List<BoardLine> mine = new ArrayList<>();
        List<BoardLine> others = new ArrayList<>();
        long chosen = request.community().map(c -> c.id()).orElse(0L);
        for (Board board : boards.readable(request.caller())) {
            BoardLine line = new BoardLine(board, board.title(request.locale()));
            boolean own = board.communityId() == chosen
                    || request.caller()
                            .filter(c -> c.communities().contains(board.communityId()))
                            .isPresent();
            (board.communityId() == 0 ? region : own ? mine : others).add(line);
        }
        List<Topic> hot = readable(lists.hot(null, 12).items());
        return Page.of(
                "forum/index",
                new Index(
                        region,
                        mine,
                        others,
                        view.lines(hot.subList(0, Math.min(6, hot.size())), request.locale(), null),
                        view.lines(highlights.ofTheWeek().stream().toList(), request.locale(), null),
                        request.caller().filter(c -> c.may(Rights.MANAGE)).isPresent()));
    }

    @GET
    @Path("b/{board}")
    @Public
    public Page board(
            @PathParam("board") String id,
            @QueryParam("after") String after,
            @DefaultValue("active") @QueryParam("order") String order) {
        Board board = boards.require(id, request.caller());
        Cursor cursor = Cursor.parse(after);
        Slice<Topic> slice =
                switch (order) {
                    case "newest" -> lists.newest(board.id(), cursor, TopicLists.PAGE);
                    case "hot" -> lists.hot(board.id(), cursor, TopicLists.PAGE);
                    case "active" -> lists.active(board.id(), cursor, TopicLists.PAGE);
                    default -> throw Problem.notFound();
                };
        List<Topic> pinned = cursor == null ? lists.pinned(board.id()) : List.of();
        Optional<Caller> caller = request.caller();
        return Page.of(
                "forum/board",
                new BoardPage(
                        board,
                        board.title(request.locale()),
                        view.lines(pinned, request.locale(), null),
                        view.lines(
                                slice.items().stream()
                                        .filter(topic -> !topic.pinned() || !order.equals("active"))
                                        .toList(),
                                request.locale(),
                                readTo(slice.items())),
                        slice.next(),
                        order,
                        caller.filter(c -> posting.mayOpen(board, c)).isPresent(),
                        caller.filter(c -> marks.followsBoard(c.id(), board.id()))
                                .isPresent()));
    }

    @GET
    @Path("hot")
    @Public
    public Page hot(@QueryParam("after") String after) {
        Slice<Topic> slice = lists.hot(Cursor.parse(after), TopicLists.PAGE);
        return list("forum.hot", "/forum/hot", slice, "forum.empty.hot");
    }

    @GET
    @Path("tag/{tag}")
    @Public
    public Page tag(@PathParam("tag") String tag, @QueryParam("after") String after) {
        if (tag.length() > 60) {
            throw Problem.notFound();
        }
        Slice<Topic> slice = lists.tagged(tag.toLowerCase(java.util.Locale.ROOT), Cursor.parse(after), TopicLists.PAGE);
        return Page.of(
                "forum/list",
                new ListPage(
                        "#" + tag,
                        "/forum/tag/" + java.net.URLEncoder.encode(tag, java.nio.charset.StandardCharsets.UTF_8),
                        view.lines(readable(slice.items()), request.locale(), null),
                        slice.next(),
                        "forum.empty.tag"));
    }

    @GET
    @Path("mine")
    @SignedIn
    public Page mine(@QueryParam("after") String after) {
        return list(
                "forum.mine",
                "/forum/mine",
                lists.by(request.requireCaller().id(), Cursor.parse(after), TopicLists.PAGE),
                "forum.empty.mine");
    }

    @GET
    @Path("followed")
    @SignedIn
    public Page followed(@QueryParam("after") String after) {
        return list(
                "forum.followed",
                "/forum/followed",
                lists.followed(request.requireCaller().id(), Cursor.parse(after), TopicLists.PAGE),
                "forum.empty.followed");
    }

    private Page list(String titleKey, String path, Slice<Topic> slice, String empty) {
        List<Topic> topics = readable(slice.items());
        return Page.of(
                "forum/list",
                new ListPage(
                        request.text(titleKey),
                        path,
                        view.lines(topics, request.locale(), readTo(topics)),
                        slice.next(),
                        empty));
    }

    private List<Topic> readable(List<Topic> topics) {
        return topics.stream()
                .filter(topic -> boards.byId(topic.boardId())
                        .filter(board -> board.readableBy(request.caller()))
                        .isPresent())
                .toList();
    }

    private Map<Long, Long> readTo(List<Topic> topics) {
        return request.caller()
                .map(c ->
                        readMarks.readTo(c.id(), topics.stream().map(Topic::id).toList()))
                .orElse(null);
    }

    @GET
    @Path("b/{board}/new")
    @SignedIn
    public Page blank(@PathParam("board") String id) {
        Caller caller = request.requireCaller();
        Board board = openable(id, caller);
        Optional<Drafts.Draft> kept = drafts.find(caller.id(), Drafts.ofBoard(board.id()));
        Form form = kept.map(draft -> Form.begun(draft.title(), draft.body())).orElseGet(() -> Form.begun("", ""));
        return form(board, caller, form, kept.map(Drafts.Draft::files).orElse(List.of()), List.of());
    }

    @POST
    @Path("b/{board}/new")
    @SignedIn
    public Object open(
            @PathParam("board") String id,
            @FormParam("title") String title,
            @FormParam("body") String body,
            @FormParam("tags") String tags,
            @FormParam("pollQuestion") String question,
            @FormParam("pollOptions") String options,
            @FormParam("pollMultiple") boolean multiple,
            @FormParam("pollDays") String days,
            @FormParam("submission") String submission,
            @FormParam("file") List<Long> file,
            @FormParam("alt") List<String> alt,
            @FormParam("drop") List<Long> drop) {
        Caller caller = request.requireCaller();
        Board board = openable(id, caller);
        Attachments.Choice choice = Attachments.Choice.of(file, alt, drop, request.uploads());
        try {
            Posting.Written written = posting.open(
                    board,
                    caller,
                    NewTopic.of(
                            title,
                            body,
                            tags,
                            new NewTopic.TypedPoll(question, options, multiple, days),
                            submission,
                            choice));
            drafts.clear(caller.id(), Drafts.ofBoard(board.id()));
            request.flash(
                    written.held() ? Flash.Kind.WARN : Flash.Kind.OK,
                    request.text(written.held() ? "forum.flash.held" : "forum.flash.opened"));
            return Response.seeOther(URI.create("/forum/t/" + written.topic())).build();
        } catch (Problem e) {
            if (e.fields().isEmpty()) {
                throw e;
            }
            return form(
                            board,
                            caller,
                            new Form(title, body, tags, question, options, multiple, days, submission),
                            attachments.keep(caller, choice, List.of()),
                            FieldError.of(e, request))
                    .status(422);
        }
    }

    @POST
    @Path("b/{board}/draft")
    @SignedIn
    public Response draft(
            @PathParam("board") String id,
            @FormParam("title") String title,
            @FormParam("body") String body,
            @FormParam("file") List<Long> file,
            @FormParam("alt") List<String> alt,
            @FormParam("drop") List<Long> drop,
            @HeaderParam("X-Requested-With") String requestedWith) {
        Caller caller = request.requireCaller();
        Board board = openable(id, caller);
        drafts.save(
                caller.id(),
                Drafts.ofBoard(board.id()),
                title,
                body,
                attachments.keep(caller, Attachments.Choice.of(file, alt, drop, List.of()), List.of()));
        if (requestedWith != null) {
            return Response.noContent().build();
        }
        request.flash(Flash.Kind.OK, request.text("forum.flash.draft"));
        return Response.seeOther(URI.create("/forum/b/" + board.slug() + "/new"))
                .build();
    }

    /** What each level of trust opens. */
    public record HelpPage(List<Level> levels, int own) {}

    /** One level; a rate of 0 means as many as one likes. */
    public record Level(int number, int topics, int posts, boolean links, boolean files, boolean polls) {}

    @GET
    @Path("help")
    @Public
    public Page help() {
        List<Level> levels = new ArrayList<>();
        for (Trust trust : Trust.values()) {
            levels.add(new Level(
                    trust.ordinal(),
                    trust.topicsPerHour() == Integer.MAX_VALUE ? 0 : trust.topicsPerHour(),
                    trust.postsPerHour() == Integer.MAX_VALUE ? 0 : trust.postsPerHour(),
                    trust.links(),
                    trust.files(),
                    trust.polls()));
        }
        return Page.of(
                "forum/help",
                new HelpPage(
                        levels, request.caller().map(c -> Trust.of(c).ordinal()).orElse(-1)));
    }

    private Board openable(String id, Caller caller) {
        Board board = boards.require(id, Optional.of(caller));
        if (!posting.mayOpen(board, caller)) {
            throw Problem.forbidden("forum.problem.may-not-open");
        }
        return board;
    }

    private Page form(Board board, Caller caller, Form form, List<Attachment> files, List<FieldError> errors) {
        Trust trust = Trust.of(caller);
        return Page.of(
                "forum/new",
                new NewPage(board, board.title(request.locale()), form, files, errors, trust.polls(), !trust.links()));
    }

    @POST
    @Path("b/{board}/follow")
    @SignedIn
    public Response follow(@PathParam("board") String id, @FormParam("on") boolean on) {
        Board board = boards.require(id, request.caller());
        marks.follow(request.requireCaller().id(), Marks.BOARD, board.id(), on);
        request.flash(Flash.Kind.OK, request.text(on ? "forum.flash.followed" : "forum.flash.unfollowed"));
        return Response.seeOther(URI.create("/forum/b/" + board.slug())).build();
    }
}
