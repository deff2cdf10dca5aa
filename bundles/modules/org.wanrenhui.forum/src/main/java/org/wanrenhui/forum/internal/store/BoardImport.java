package org.wanrenhui.forum.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.spi.BulkImport;

/**
 * Boards in bulk. A line: {@code slug}, {@code community} (slug, empty for the region), {@code kind}, {@code name}, {@code
 * nameEn}, {@code description}, {@code icon}, {@code audience}. A slug that is there already is left as it is.
 */
@Component(service = BulkImport.class, property = "kind=forum.boards")
public final class BoardImport implements BulkImport {

    private final ObjectMapper json = new ObjectMapper();
    private final Boards boards;
    private final Communities communities;

    @Activate
    public BoardImport(@Reference Boards boards, @Reference Communities communities) {
        this.boards = boards;
        this.communities = communities;
    }

    @Override
    public String kind() {
        return "forum.boards";
    }

    @Override
    public int load(Reader lines) throws IOException {
        int count = 0;
        BufferedReader reader = new BufferedReader(lines);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            JsonNode node = json.readTree(line);
            String community = node.path("community").asText("");
            boards.create(new Boards.NewBoard(
                    node.path("slug").asText(),
                    community.isEmpty()
                            ? 0
                            : communities
                                    .bySlug(community)
                                    .orElseThrow(() -> new IllegalArgumentException(community))
                                    .id(),
                    node.path("kind").asText(Board.DISCUSSION),
                    node.path("name").asText(),
                    node.path("nameEn").asText(""),
                    node.path("description").asText(""),
                    node.path("icon").asText("message-circle"),
                    node.path("audience").asText(Board.PUBLIC)));
            count++;
        }
        boards.openMissing();
        return count;
    }
}
