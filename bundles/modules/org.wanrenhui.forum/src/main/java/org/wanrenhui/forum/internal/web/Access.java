package org.wanrenhui.forum.internal.web;

import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Post;
import org.wanrenhui.forum.internal.store.Posting;
import org.wanrenhui.forum.internal.store.Rights;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.moderation.Submission;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;

/** Finds posts for the caller; what the caller may not see is not there. */
@Component(service = Access.class)
public final class Access {

    private final TopicReader reader;
    private final Boards boards;
    private final CurrentRequest request;

    @Activate
    public Access(@Reference TopicReader reader, @Reference Boards boards, @Reference CurrentRequest request) {
        this.reader = reader;
        this.boards = boards;
        this.request = request;
    }

    /** A post that the caller may see. Throws {@link Problem} 404 otherwise, and when it belongs to another topic. */
    public Post post(long topic, long id) {
        Post post = post(id);
        if (post.topicId() != topic) {
            throw Problem.notFound();
        }
        return post;
    }

    /** A post that the caller may see. */
    public Post post(long id) {
        Post post = reader.post(id).orElseThrow(Problem::notFound);
        reader.require(post.topicId(), request.caller());
        Board board = boards.byId(post.boardId()).orElseThrow(Problem::notFound);
        if (!reader.mayRead(post, board, request.caller())) {
            throw Problem.notFound();
        }
        return post;
    }

    /** A post that the caller may change: an own one, or one in the caller's jurisdiction. */
    public Post editable(long topic, long id) {
        Post post = post(topic, id);
        Caller caller = request.requireCaller();
        Board board = boards.byId(post.boardId()).orElseThrow(Problem::notFound);
        if (post.authorId() != caller.id() && !caller.may(Rights.MODERATE, board.scope())) {
            throw Problem.forbidden();
        }
        return post;
    }

    /** A post in the caller's jurisdiction. Throws {@link Problem} 404 for one that is not. */
    public Post moderated(long topic, long id) {
        Post post = post(topic, id);
        Board board = boards.byId(post.boardId()).orElseThrow(Problem::notFound);
        if (!request.requireCaller().may(Rights.MODERATE, board.scope())) {
            throw Problem.notFound();
        }
        return post;
    }

    /** The action by its name. Throws {@link Problem} 422 for something else. */
    static Moderation.Action action(String name) {
        return Arrays.stream(Moderation.Action.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("action", "forum.problem.action"));
    }

    /** The post as the moderation knows it; the opening post stands for its topic. */
    public Submission submission(Topic topic, Post post) {
        return post.opening()
                ? new Submission(
                        Posting.TOPIC,
                        topic.id(),
                        topic.authorId(),
                        topic.communityId(),
                        topic.title() + "\n" + post.body())
                : new Submission(Posting.POST, post.id(), post.authorId(), post.communityId(), post.body());
    }
}
