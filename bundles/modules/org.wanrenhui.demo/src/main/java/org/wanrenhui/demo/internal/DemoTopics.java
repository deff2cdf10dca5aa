package org.wanrenhui.demo.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes the demo's topics as lines for the forum's bulk import: who says what and when. */
final class DemoTopics {

    private static final long SEED = 20261123;

    private final ObjectMapper json = new ObjectMapper();
    private final Random random = new Random(SEED);
    private final Map<String, Long> members;
    private final List<Long> talkers;
    private final Instant now;

    DemoTopics(Map<String, Long> members, Instant now) {
        this.members = members;
        this.now = now;
        this.talkers = new ArrayList<>(members.values());
    }

    /** Lines of boards. */
    String boards() {
        StringBuilder lines = new StringBuilder();
        for (Map<String, String> row : DemoData.rows("boards.csv")) {
            ObjectNode node = json.createObjectNode();
            row.forEach(node::put);
            lines.append(node).append('\n');
        }
        return lines.toString();
    }

    /** Lines of topics. */
    String topics() throws IOException {
        StringBuilder lines = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(DemoData.open("topics.jsonl"))) {
            int index = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.append(topic(json.readTree(line), index++)).append('\n');
            }
        }
        return lines.toString();
    }

    private ObjectNode topic(JsonNode given, int index) {
        boolean own = given.path("source").asText().equals("own");
        JsonNode said = given.path("posts");
        Duration spread = Duration.ofMinutes(own ? 11 + random.nextInt(30) : 3 + random.nextInt(90));
        Instant at = own
                ? now.minus(Duration.ofHours(2 + index * 7L)).minus(spread.multipliedBy(said.size()))
                : now.minus(Duration.ofHours(20 + random.nextInt(24 * 28))).minus(spread.multipliedBy(said.size()));
        ObjectNode topic = json.createObjectNode();
        String community = given.path("community").asText();
        topic.put("board", community.isEmpty() ? given.path("board").asText() : community);
        topic.put("title", given.path("title").asText());
        topic.put("pinned", given.path("pinned").asBoolean());
        topic.put("reactions", given.path("reactions").asInt(random.nextInt(9)));
        topic.put("views", 40 + random.nextInt(400) + given.path("reactions").asInt() * 17);
        topic.set("tags", given.path("tags").isMissingNode() ? json.createArrayNode() : given.path("tags"));
        if (given.has("poll")) {
            topic.set("poll", given.get("poll"));
        }
        if (!own) {
            topic.put("source", given.path("source").asText());
            if (given.path("board").asText().equals("food") && random.nextInt(3) > 0) {
                topic.put("answer", 1);
            }
        }
        long asker = pick();
        long answerer = pick();
        ArrayNode posts = topic.putArray("posts");
        for (int i = 0; i < said.size(); i++) {
            JsonNode post = said.get(i);
            Long author = members.get(post.path("author").asText());
            if (author == null) {
                if (i % 6 == 5) {
                    answerer = pick();
                }
                author = i % 2 == 0 ? asker : answerer;
            }
            posts.addObject()
                    .put("author", author)
                    .put("body", post.path("body").asText())
                    .put("reactions", random.nextInt(4))
                    .put("at", at.plus(spread.multipliedBy(i)).toString());
        }
        topic.put("author", posts.get(0).path("author").asLong());
        return topic;
    }

    private long pick() {
        return talkers.get(random.nextInt(talkers.size()));
    }
}
