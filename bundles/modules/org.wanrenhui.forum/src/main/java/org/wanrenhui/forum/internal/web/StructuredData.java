package org.wanrenhui.forum.internal.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.text.Prose;

/** What search engines read of a topic: QAPage or DiscussionForumPosting of schema.org, as a data block of the page. */
final class StructuredData {

    private static final int TEXT = 500;

    private final ObjectMapper json = new ObjectMapper();

    /** The data block's content; safe inside a script element, because no character of it can end one. */
    String of(Topic topic, boolean question, String author, List<TopicReader.Shown> posts, TopicReader.Shown answer) {
        ObjectNode about = json.createObjectNode();
        if (posts.isEmpty() || !posts.get(0).post().opening()) {
            return "";
        }
        String text = Prose.excerpt(posts.get(0).post().body(), TEXT);
        about.put("@context", "https://schema.org");
        if (question) {
            about.put("@type", "QAPage");
            ObjectNode entity = about.putObject("mainEntity");
            entity.put("@type", "Question");
            entity.put("name", topic.title());
            fill(entity, topic, author, text);
            entity.put("answerCount", topic.replyCount());
            if (answer != null) {
                ObjectNode accepted = entity.putObject("acceptedAnswer");
                accepted.put("@type", "Answer");
                accepted.put("text", Prose.excerpt(answer.post().body(), TEXT));
                accepted.put("datePublished", answer.post().createdAt().toString());
                accepted.put("upvoteCount", answer.post().reactionCount());
                accepted.put(
                        "url", "/forum/t/" + topic.id() + "#p" + answer.post().id());
            }
        } else {
            about.put("@type", "DiscussionForumPosting");
            about.put("headline", topic.title());
            about.put("commentCount", topic.replyCount());
            about.put("url", "/forum/t/" + topic.id());
            fill(about, topic, author, text);
        }
        try {
            return json.writeValueAsString(about)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(ObjectNode node, Topic topic, String author, String text) {
        node.put("text", text);
        node.put("datePublished", topic.createdAt().toString());
        node.put("dateModified", topic.lastAt().toString());
        ObjectNode person = node.putObject("author");
        person.put("@type", "Person");
        person.put("name", author);
        person.put("url", "/u/" + topic.authorId());
    }
}
