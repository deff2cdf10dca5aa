package org.wanrenhui.forum.internal.store;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.ModeratedContent;

/** Posts, for the moderation. */
@Component(service = ModeratedContent.class)
public final class ForumContent implements ModeratedContent {

    private final TopicReader reader;
    private final TopicStates states;

    @Activate
    public ForumContent(@Reference TopicReader reader, @Reference TopicStates states) {
        this.reader = reader;
        this.states = states;
    }

    @Override
    public String kind() {
        return Posting.POST;
    }

    @Override
    public Optional<Exhibit> find(long id) {
        return reader.post(id).flatMap(post -> reader.find(post.topicId())
                .map(topic -> new Exhibit(
                        topic.title(),
                        ForumContent.text(post),
                        "/forum/t/" + topic.id() + "#p" + post.id(),
                        post.authorId(),
                        post.communityId())));
    }

    /** What a reviewer reads: the text, and names of the files, which are looked at where they stand. */
    static String text(Post post) {
        StringBuilder text = new StringBuilder(Prose.excerpt(post.body(), 2_000));
        post.files()
                .forEach(file ->
                        text.append("\n[").append(file.name()).append("] ").append(file.alt()));
        return text.toString();
    }

    @Override
    public void apply(long id, Moderation.Action action, String reason) {
        states.apply(Posting.POST, id, action, reason);
    }
}
