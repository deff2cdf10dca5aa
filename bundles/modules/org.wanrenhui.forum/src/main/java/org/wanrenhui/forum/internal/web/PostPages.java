package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Post;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.SignedIn;

/**
 * Reporting a post, and a moderator's decision on it. Stands under the same path as {@link TopicPages}: a longer one here would
 * take every address of a post away from there.
 */
@Component(service = WebResource.class)
@Path("/forum/t/{topic: [0-9]{1,18}}")
@Produces("text/html")
public final class PostPages implements WebResource {

    /** A post to report or to decide on, with what was typed. */
    public record PostAct(
            Topic topic,
            Post post,
            String author,
            String excerpt,
            String chosen,
            String words,
            List<FieldError> errors) {}

    private final Access access;
    private final TopicReader reader;
    private final Members members;
    private final Moderation moderation;
    private final CurrentRequest request;

    @Activate
    public PostPages(
            @Reference Access access,
            @Reference TopicReader reader,
            @Reference Members members,
            @Reference Moderation moderation,
            @Reference CurrentRequest request) {
        this.access = access;
        this.reader = reader;
        this.members = members;
        this.moderation = moderation;
        this.request = request;
    }

    @GET
    @Path("p/{post: [0-9]{1,18}}/report")
    @SignedIn
    public Page reportForm(@PathParam("topic") long id, @PathParam("post") long postId) {
        return page("forum/report", access.post(id, postId), "", "", List.of());
    }

    @POST
    @Path("p/{post: [0-9]{1,18}}/report")
    @SignedIn
    public Object report(
            @PathParam("topic") long id,
            @PathParam("post") long postId,
            @DefaultValue("") @FormParam("reason") String reason,
            @DefaultValue("") @FormParam("words") String words) {
        Post post = access.post(id, postId);
        try {
            moderation.report(access.submission(topic(post), post), request.requireCaller(), reason, words);
        } catch (Problem e) {
            return again("forum/report", post, reason, words, e);
        }
        return back(post, "forum.flash.reported");
    }

    @GET
    @Path("p/{post: [0-9]{1,18}}/moderate")
    @SignedIn
    public Page decisionForm(@PathParam("topic") long id, @PathParam("post") long postId) {
        Post post = access.moderated(id, postId);
        return page("forum/moderate", post, post.visible() ? "HIDE" : "APPROVE", "", List.of());
    }

    @POST
    @Path("p/{post: [0-9]{1,18}}/moderate")
    @SignedIn
    public Object moderate(
            @PathParam("topic") long id,
            @PathParam("post") long postId,
            @DefaultValue("") @FormParam("action") String action,
            @DefaultValue("") @FormParam("reason") String reason) {
        Post post = access.moderated(id, postId);
        try {
            moderation.act(
                    access.submission(topic(post), post), request.requireCaller(), Access.action(action), reason);
        } catch (Problem e) {
            return again("forum/moderate", post, action, reason, e);
        }
        return back(post, "forum.flash.moderated");
    }

    private Topic topic(Post post) {
        return reader.require(post.topicId(), request.caller());
    }

    private Page again(String template, Post post, String chosen, String words, Problem problem) {
        if (problem.fields().isEmpty()) {
            throw problem;
        }
        return page(template, post, chosen, words, FieldError.of(problem, request))
                .status(422);
    }

    private Page page(String template, Post post, String chosen, String words, List<FieldError> errors) {
        return Page.of(
                template,
                new PostAct(
                        topic(post),
                        post,
                        members.card(post.authorId()).map(card -> card.name()).orElse("—"),
                        Prose.excerpt(post.body(), 200),
                        chosen,
                        words,
                        errors));
    }

    private Response back(Post post, String text) {
        request.flash(Flash.Kind.OK, request.text(text));
        return Response.seeOther(URI.create("/forum/t/" + post.topicId() + "#p" + post.id()))
                .build();
    }
}
