package org.wanrenhui.forum.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.text.HotScore;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.BulkImport;

/**
 * Topics with their posts in bulk. A line: {@code board} (slug), {@code title}, {@code author} (member id), {@code posts}
 * (list of {@code author}, {@code body}, {@code at} in ISO 8601), and where wanted {@code tags}, {@code pinned}, {@code
 * views}, {@code reactions}, {@code answer} (index of the accepted post), {@code source} (where the text comes from) and
 * {@code poll} ({@code question}, {@code options}).
 */
@Component(service = BulkImport.class, property = "kind=forum.topics")
public final class TopicImport implements BulkImport {

    private static final int BATCH = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final Transactions transactions;
    private final DomainEvents events;
    private final Boards boards;

    @Activate
    public TopicImport(@Reference Transactions transactions, @Reference DomainEvents events, @Reference Boards boards) {
        this.transactions = transactions;
        this.events = events;
        this.boards = boards;
    }

    @Override
    public String kind() {
        return "forum.topics";
    }

    @Override
    public int load(Reader lines) throws IOException {
        BufferedReader reader = new BufferedReader(lines);
        List<JsonNode> batch = new ArrayList<>(BATCH);
        int count = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            batch.add(json.readTree(line));
            count++;
            if (batch.size() == BATCH) {
                store(batch);
                batch.clear();
            }
        }
        store(batch);
        transactions.run(em -> events.publish(new DomainEvent("forum.imported", "forum:import", Map.of())));
        return count;
    }

    private void store(List<JsonNode> topics) {
        if (topics.isEmpty()) {
            return;
        }
        transactions.run(em -> {
            // In the order of the ids, so that two imports never wait for each other.
            Map<Long, int[]> counts = new TreeMap<>();
            Map<Long, Instant> latest = new HashMap<>();
            for (JsonNode node : topics) {
                Board board = boards.require(node.path("board").asText(), Optional.empty());
                TopicEntity topic = topic(em, board, node);
                int[] count = counts.computeIfAbsent(board.id(), id -> new int[2]);
                count[0]++;
                count[1] += topic.replyCount + 1;
                latest.merge(board.id(), topic.lastAt, (a, b) -> a.isAfter(b) ? a : b);
            }
            counts.forEach((board, count) -> Counters.board(em, board, count[0], count[1], latest.get(board)));
        });
    }

    /** In microseconds, as every database keeps it and as cursors count. */
    private static Instant at(JsonNode post) {
        return Instant.parse(post.path("at").asText()).truncatedTo(ChronoUnit.MICROS);
    }

    private static TopicEntity topic(EntityManager em, Board board, JsonNode node) {
        JsonNode posts = node.path("posts");
        if (posts.isEmpty()) {
            throw new IllegalArgumentException(
                    "a topic without posts: " + node.path("title").asText());
        }
        String unique = "-" + UUID.randomUUID();
        TopicEntity topic = new TopicEntity();
        topic.boardId = board.id();
        topic.communityId = board.communityId();
        topic.authorId = node.path("author").asLong();
        topic.title = node.path("title").asText();
        topic.state = State.VISIBLE;
        topic.pinned = node.path("pinned").asBoolean();
        topic.viewCount = node.path("views").asInt();
        topic.replyCount = posts.size() - 1;
        topic.createdAt = at(posts.get(0));
        JsonNode last = posts.get(posts.size() - 1);
        topic.lastAt = at(last);
        topic.lastAuthorId = last.path("author").asLong();
        List<String> tags = new ArrayList<>();
        node.path("tags").forEach(tag -> tags.add(tag.asText()));
        topic.tags = String.join(",", tags);
        topic.sourceNote = node.path("source").asText("");
        topic.poll = node.has("poll");
        topic.submission = unique;
        em.persist(topic);
        int index = 0;
        for (JsonNode post : posts) {
            PostEntity row = new PostEntity();
            row.topicId = topic.id;
            row.boardId = topic.boardId;
            row.communityId = topic.communityId;
            row.authorId = post.path("author").asLong();
            row.opening = index == 0;
            row.body = post.path("body").asText();
            row.state = State.VISIBLE;
            row.reason = "";
            row.createdAt = at(post);
            row.reactionCount = index == 0
                    ? node.path("reactions").asInt()
                    : post.path("reactions").asInt();
            row.submission = unique + "-" + index;
            em.persist(row);
            topic.reactionCount += row.reactionCount;
            if (index == 0) {
                topic.firstPostId = row.id;
            }
            topic.lastPostId = row.id;
            if (node.has("answer") && node.path("answer").asInt() == index) {
                topic.answerId = row.id;
            }
            index++;
        }
        topic.hot = HotScore.of(topic.replyCount, topic.reactionCount, topic.lastAt);
        for (String name : tags) {
            TagEntity tag = new TagEntity();
            tag.tag = name.toLowerCase(java.util.Locale.ROOT);
            tag.topicId = topic.id;
            em.persist(tag);
        }
        if (topic.poll) {
            List<String> options = new ArrayList<>();
            node.path("poll").path("options").forEach(option -> options.add(option.asText()));
            Polls.store(
                    em,
                    topic.id,
                    new NewTopic.NewPoll(
                            node.path("poll").path("question").asText(),
                            options,
                            false,
                            Optional.of(java.time.Duration.ofDays(30))),
                    Instant.now());
        }
        return topic;
    }
}
