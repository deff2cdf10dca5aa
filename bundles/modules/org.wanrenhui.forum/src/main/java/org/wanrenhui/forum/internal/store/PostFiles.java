package org.wanrenhui.forum.internal.store;

import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.files.FileAccess;
import org.wanrenhui.portal.api.files.FileRules;
import org.wanrenhui.portal.api.spi.FileOwner;
import org.wanrenhui.portal.api.web.Problem;

/** Owns the files in posts: whoever may read the post may read them, and nobody else. */
@Component(service = FileOwner.class)
public final class PostFiles implements FileOwner {

    private final Attachments attachments;
    private final TopicReader reader;
    private final Boards boards;

    @Activate
    public PostFiles(@Reference Attachments attachments, @Reference TopicReader reader, @Reference Boards boards) {
        this.attachments = attachments;
        this.reader = reader;
        this.boards = boards;
    }

    @Override
    public String owner() {
        return Attachments.OWNER;
    }

    @Override
    public FileRules rules() {
        return FileRules.attachments();
    }

    @Override
    public void checkUpload(Caller caller) {
        if (!caller.may(Rights.POST)) {
            throw Problem.forbidden();
        }
    }

    @Override
    public FileAccess access(long fileId, Optional<Caller> caller) {
        Optional<Post> post = attachments.postOf(fileId).flatMap(reader::post);
        Optional<Topic> topic = post.flatMap(p -> reader.find(p.topicId()));
        if (topic.isEmpty()) {
            return FileAccess.NOBODY;
        }
        if (mayRead(topic.get(), post.get(), Optional.empty())) {
            return FileAccess.EVERYBODY;
        }
        return mayRead(topic.get(), post.get(), caller) ? FileAccess.CALLER : FileAccess.NOBODY;
    }

    private boolean mayRead(Topic topic, Post post, Optional<Caller> caller) {
        return reader.mayRead(topic, caller)
                && boards.byId(topic.boardId())
                        .filter(board -> reader.mayRead(post, board, caller))
                        .isPresent();
    }

    @Override
    public Set<Long> used(Set<Long> fileIds) {
        return attachments.used(fileIds);
    }
}
