package org.wanrenhui.forum.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/**
 * Reads topics and their posts. A page of posts is kept in memory under the topic's revision, which every change raises, so
 * a page costs one query for the topic's row, on every node, and is never stale.
 */
@Component(service = TopicReader.class)
public final class TopicReader {

    /** Posts of a page. */
    public static final int PAGE = 20;

    private static final int KEPT_CHARACTERS = 32_000_000;

    /** A post ready to be shown. */
    public record Shown(Post post, String html, List<Attachment> files) {}

    /** A part of a topic; {@code next} is the cursor that goes on, or null. */
    public record Part(List<Shown> posts, String next) {}

    private record Key(long topic, int revision, long after, int limit, boolean newestFirst, long onlyAuthor) {}

    private final Transactions transactions;
    private final Boards boards;
    private final Mentions mentions;
    private final Cache<Key, Part> parts = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            // Nothing weighs nothing: a page past the end takes room as well.
            .weigher((Key key, Part part) -> 200
                    + part.posts().stream()
                            .mapToInt(shown -> 400
                                    + shown.html().length()
                                    + shown.post().body().length()
                                    + 4 * shown.post().attachments().length())
                            .sum())
            .build();

    @Activate
    public TopicReader(@Reference Transactions transactions, @Reference Boards boards, @Reference Mentions mentions) {
        this.transactions = transactions;
        this.boards = boards;
        this.mentions = mentions;
    }

    /** The topic, if the caller may see it. Throws {@link Problem} 404 otherwise. One query. */
    public Topic require(long id, Optional<Caller> caller) {
        Topic topic = find(id).orElseThrow(Problem::notFound);
        if (!mayRead(topic, caller)) {
            throw Problem.notFound();
        }
        return topic;
    }

    /** The topic whatever its state. */
    public Optional<Topic> find(long id) {
        return transactions.read(
                em -> em
                        .createQuery(Topic.SELECT + "where t.id = :id", Topic.class)
                        .setParameter("id", id)
                        .getResultList()
                        .stream()
                        .findFirst());
    }

    /** Whether the caller may see the topic: board, state, authorship, jurisdiction. */
    public boolean mayRead(Topic topic, Optional<Caller> caller) {
        Board board = boards.byId(topic.boardId()).orElse(null);
        if (board == null || !board.readableBy(caller)) {
            return false;
        }
        return switch (topic.state()) {
            case State.VISIBLE -> true;
            case State.HELD, State.HIDDEN ->
                caller.filter(c -> c.id() == topic.authorId() || c.may(Rights.MODERATE, board.scope()))
                        .isPresent();
            default -> caller.filter(c -> c.may(Rights.MODERATE, board.scope())).isPresent();
        };
    }

    /**
     * Posts of a topic.
     *
     * @param after       id of the last post shown, 0 for the beginning
     * @param newestFirst newest first
     * @param onlyAuthor  posts of this member only, 0 for all
     */
    public Part posts(Topic topic, long after, int limit, boolean newestFirst, long onlyAuthor) {
        return parts.get(
                new Key(topic.id(), topic.revision(), after, limit, newestFirst, onlyAuthor), key -> load(key));
    }

    private Part load(Key key) {
        String order = key.newestFirst() ? "desc" : "asc";
        String from = key.after() == 0 ? "" : key.newestFirst() ? "and p.id < :after " : "and p.id > :after ";
        String author = key.onlyAuthor() == 0 ? "" : "and p.authorId = :author ";
        List<Post> rows = transactions.read(em -> {
            TypedQuery<Post> query = em.createQuery(
                            Post.SELECT + "where p.topicId = :topic " + from + author + "order by p.id " + order,
                            Post.class)
                    .setParameter("topic", key.topic())
                    .setMaxResults(key.limit() + 1);
            if (key.after() != 0) {
                query.setParameter("after", key.after());
            }
            if (key.onlyAuthor() != 0) {
                query.setParameter("author", key.onlyAuthor());
            }
            return query.getResultList();
        });
        Slice<Post> slice = Slice.of(rows, key.limit(), post -> String.valueOf(post.id()));
        Map<String, Long> members =
                mentions.in(slice.items().stream().map(Post::body).toList());
        return new Part(
                slice.items().stream()
                        .map(post -> new Shown(post, Prose.html(post.body(), members), post.files()))
                        .toList(),
                slice.next());
    }

    /** A single post, ready to be shown. */
    public Shown shown(Post post) {
        return new Shown(post, Prose.html(post.body(), mentions.in(List.of(post.body()))), post.files());
    }

    /** One post whatever its state. */
    public Optional<Post> post(long id) {
        return transactions.read(
                em -> em
                        .createQuery(Post.SELECT + "where p.id = :id", Post.class)
                        .setParameter("id", id)
                        .getResultList()
                        .stream()
                        .findFirst());
    }

    /** Whether the caller may see a post of a topic that they may see. */
    public boolean mayRead(Post post, Board board, Optional<Caller> caller) {
        return switch (post.state()) {
            case State.VISIBLE -> true;
            case State.HELD, State.HIDDEN ->
                caller.filter(c -> c.id() == post.authorId() || c.may(Rights.MODERATE, board.scope()))
                        .isPresent();
            default -> caller.filter(c -> c.may(Rights.MODERATE, board.scope())).isPresent();
        };
    }
}
