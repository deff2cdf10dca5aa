package org.wanrenhui.forum.internal.store;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.ModeratedContent;

/** Whole topics, for the moderation. */
@Component(service = ModeratedContent.class)
public final class ForumTopicContent implements ModeratedContent {

    private final TopicReader reader;
    private final TopicStates states;

    @Activate
    public ForumTopicContent(@Reference TopicReader reader, @Reference TopicStates states) {
        this.reader = reader;
        this.states = states;
    }

    @Override
    public String kind() {
        return Posting.TOPIC;
    }

    @Override
    public Optional<Exhibit> find(long id) {
        return reader.find(id)
                .map(topic -> new Exhibit(
                        topic.title(),
                        reader.post(topic.firstPostId()).map(ForumContent::text).orElse(""),
                        "/forum/t/" + topic.id(),
                        topic.authorId(),
                        topic.communityId()));
    }

    @Override
    public void apply(long id, Moderation.Action action, String reason) {
        states.apply(Posting.TOPIC, id, action, reason);
    }
}
