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
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Attachment;
import org.wanrenhui.forum.internal.store.Attachments;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Drafts;
import org.wanrenhui.forum.internal.store.Marks;
import org.wanrenhui.forum.internal.store.Polls;
import org.wanrenhui.forum.internal.store.Post;
import org.wanrenhui.forum.internal.store.Posting;
import org.wanrenhui.forum.internal.store.Reactions;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.store.TopicStates;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** Pages of topics and what members do on them. */
@Component(service = WebResource.class)
@Path("/forum/t/{topic: [0-9]{1,18}}")
@Produces("text/html")
public final class TopicPages implements WebResource {

    private final Access access;
    private final Boards boards;
    private final TopicReader reader;
    private final TopicPage pages;
    private final Posting posting;
    private final Attachments attachments;
    private final TopicStates states;
    private final Drafts drafts;
    private final Reactions reactions;
    private final Polls polls;
    private final Marks marks;
    private final CurrentRequest request;

    @Activate
    public TopicPages(
            @Reference Access access,
            @Reference Boards boards,
            @Reference TopicReader reader,
            @Reference TopicPage pages,
            @Reference Posting posting,
            @Reference Attachments attachments,
            @Reference TopicStates states,
            @Reference Drafts drafts,
            @Reference Reactions reactions,
            @Reference Polls polls,
            @Reference Marks marks,
            @Reference CurrentRequest request) {
        this.access = access;
        this.boards = boards;
        this.reader = reader;
        this.pages = pages;
        this.posting = posting;
        this.attachments = attachments;
        this.states = states;
        this.drafts = drafts;
        this.reactions = reactions;
        this.polls = polls;
        this.marks = marks;
        this.request = request;
    }

    @GET
    @Public
    public Page show(
            @PathParam("topic") long id,
            @DefaultValue("0") @QueryParam("after") long after,
            @DefaultValue("oldest") @QueryParam("order") String order,
            @QueryParam("quote") long quote) {
        Topic topic = reader.require(id, request.caller());
        return pages.show(topic, after, order, reply(topic, quote), List.of(), List.of());
    }

    /** The reply box: a quotation when somebody pressed reply on a post; otherwise the page puts the reader's draft there. */
    private String reply(Topic topic, long quote) {
        if (quote == 0) {
            return "";
        }
        return reader.post(quote)
                .filter(post -> post.topicId() == topic.id() && post.visible())
                .map(post ->
                        post.body()
                                        .lines()
                                        .limit(6)
                                        .map(line -> "> " + line)
                                        .reduce((a, b) -> a + "\n" + b)
                                        .orElse("") + "\n\n")
                .orElse("");
    }

    @POST
    @SignedIn
    public Object reply(
            @PathParam("topic") long id,
            @FormParam("body") String body,
            @FormParam("submission") String submission,
            @FormParam("file") List<Long> file,
            @FormParam("alt") List<String> alt,
            @FormParam("drop") List<Long> drop) {
        Caller caller = request.requireCaller();
        Topic topic = reader.require(id, Optional.of(caller));
        Attachments.Choice choice = Attachments.Choice.of(file, alt, drop, request.uploads());
        try {
            Posting.Written written = posting.reply(topic, caller, body, submission, choice);
            drafts.clear(caller.id(), Drafts.ofTopic(id));
            request.flash(
                    written.held() ? Flash.Kind.WARN : Flash.Kind.OK,
                    request.text(written.held() ? "forum.flash.held" : "forum.flash.replied"));
            return Response.seeOther(
                            URI.create("/forum/t/" + id + "?after=" + (written.post() - 1) + "#p" + written.post()))
                    .build();
        } catch (Problem e) {
            if (e.fields().isEmpty()) {
                throw e;
            }
            return pages.show(
                            topic,
                            0,
                            "oldest",
                            body == null ? "" : body,
                            attachments.keep(caller, choice, List.of()),
                            FieldError.of(e, request))
                    .status(422);
        }
    }

    @POST
    @Path("follow")
    @SignedIn
    public Response follow(@PathParam("topic") long id, @FormParam("on") boolean on) {
        Topic topic = reader.require(id, request.caller());
        marks.follow(request.requireCaller().id(), Marks.TOPIC, topic.id(), on);
        request.flash(Flash.Kind.OK, request.text(on ? "forum.flash.followed" : "forum.flash.unfollowed"));
        return back(id, 0);
    }

    @POST
    @Path("vote")
    @SignedIn
    public Response vote(@PathParam("topic") long id, @FormParam("option") List<Long> options) {
        Topic topic = reader.require(id, request.caller());
        polls.vote(
                topic,
                request.requireCaller(),
                options.stream().filter(o -> o != null).toList());
        request.flash(Flash.Kind.OK, request.text("forum.flash.voted"));
        return back(id, 0);
    }

    @POST
    @Path("settle")
    @SignedIn
    public Response settle(
            @PathParam("topic") long id,
            @FormParam("pinned") Boolean pinned,
            @FormParam("featured") Boolean featured,
            @FormParam("locked") Boolean locked,
            @FormParam("board") String board) {
        Topic topic = reader.require(id, request.caller());
        Board from = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        Optional<Board> to = board == null || board.isBlank()
                ? Optional.empty()
                : Optional.of(boards.require(board, request.caller()));
        states.settle(
                topic, from, request.requireCaller(), new TopicStates.Settings(pinned, featured, locked, null), to);
        return back(id, 0);
    }

    @POST
    @Path("p/{post: [0-9]{1,18}}/react")
    @SignedIn
    public Response react(@PathParam("topic") long id, @PathParam("post") long postId, @FormParam("on") boolean on) {
        Post post = access.post(id, postId);
        reactions.react(post, request.requireCaller(), "like", on);
        return back(id, postId);
    }

    @POST
    @Path("p/{post: [0-9]{1,18}}/accept")
    @SignedIn
    public Response accept(@PathParam("topic") long id, @PathParam("post") long postId, @FormParam("on") boolean on) {
        Topic topic = reader.require(id, request.caller());
        Post post = access.post(id, postId);
        Board board = boards.byId(topic.boardId()).orElseThrow(Problem::notFound);
        reactions.accept(topic, board, request.requireCaller(), on ? post : null);
        return back(id, postId);
    }

    /** The form that changes a post. */
    public record EditPage(
            Topic topic,
            Post post,
            String title,
            String body,
            String tags,
            List<Attachment> files,
            List<FieldError> errors,
            List<String> history) {}

    @GET
    @Path("p/{post: [0-9]{1,18}}/edit")
    @SignedIn
    public Page edit(@PathParam("topic") long id, @PathParam("post") long postId) {
        Topic topic = reader.require(id, request.caller());
        Post post = access.editable(id, postId);
        return Page.of(
                "forum/edit",
                new EditPage(
                        topic,
                        post,
                        topic.title(),
                        post.body(),
                        String.join(" ", topic.tagList()),
                        post.files(),
                        List.of(),
                        states.history(post)));
    }

    @POST
    @Path("p/{post: [0-9]{1,18}}/edit")
    @SignedIn
    public Object change(
            @PathParam("topic") long id,
            @PathParam("post") long postId,
            @FormParam("title") String title,
            @FormParam("tags") String tags,
            @FormParam("body") String body,
            @FormParam("file") List<Long> file,
            @FormParam("alt") List<String> alt,
            @FormParam("drop") List<Long> drop) {
        Topic topic = reader.require(id, request.caller());
        Post post = access.editable(id, postId);
        Attachments.Choice choice = Attachments.Choice.of(file, alt, drop, request.uploads());
        try {
            posting.edit(
                    post,
                    request.requireCaller(),
                    new Posting.Change(title, body, Optional.ofNullable(tags), Optional.of(choice)));
            return back(id, postId);
        } catch (Problem e) {
            if (e.fields().isEmpty()) {
                throw e;
            }
            return Page.of(
                            "forum/edit",
                            new EditPage(
                                    topic,
                                    post,
                                    title,
                                    body,
                                    tags,
                                    attachments.keep(request.requireCaller(), choice, post.files()),
                                    FieldError.of(e, request),
                                    states.history(post)))
                    .status(422);
        }
    }

    @POST
    @Path("p/{post: [0-9]{1,18}}/delete")
    @SignedIn
    public Response delete(@PathParam("topic") long id, @PathParam("post") long postId) {
        Topic topic = reader.require(id, request.caller());
        Post post = access.post(id, postId);
        states.withdraw(topic, post, request.requireCaller());
        request.flash(Flash.Kind.OK, request.text("forum.flash.deleted"));
        return post.opening()
                ? Response.seeOther(URI.create("/forum/b/" + topic.boardId())).build()
                : back(id, 0);
    }

    @POST
    @Path("draft")
    @SignedIn
    public Response draft(
            @PathParam("topic") long id,
            @FormParam("body") String body,
            @FormParam("file") List<Long> file,
            @FormParam("alt") List<String> alt,
            @FormParam("drop") List<Long> drop,
            @HeaderParam("X-Requested-With") String requestedWith) {
        reader.require(id, request.caller());
        Caller caller = request.requireCaller();
        drafts.save(
                caller.id(),
                Drafts.ofTopic(id),
                "",
                body,
                attachments.keep(caller, Attachments.Choice.of(file, alt, drop, List.of()), List.of()));
        if (requestedWith != null) {
            return Response.noContent().build();
        }
        request.flash(Flash.Kind.OK, request.text("forum.flash.draft"));
        return Response.seeOther(URI.create("/forum/t/" + id + "#reply")).build();
    }

    private static Response back(long topic, long post) {
        return Response.seeOther(URI.create("/forum/t/" + topic + (post == 0 ? "" : "#p" + post)))
                .build();
    }
}
