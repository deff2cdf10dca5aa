package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.SearchSource;

/**
 * What was written in a topic after its first {@link TopicSearch#POSTS} posts, for the search: a document for every stretch
 * of post ids, so that a reply to a long topic costs no more than one to a short.
 */
@Component(service = SearchSource.class)
public final class ReplySearch implements SearchSource {

    static final String CHANGED = "forum.replies-changed";
    static final String KEY = "reply";

    /** Ids of posts in a stretch, as a power of two. */
    private static final int STRETCH_BITS = 5;

    /** Room for the number of a stretch in the id of a document. */
    private static final int NUMBER_BITS = 28;

    private final Transactions transactions;
    private final Boards boards;

    @Activate
    public ReplySearch(@Reference Transactions transactions, @Reference Boards boards) {
        this.transactions = transactions;
        this.boards = boards;
    }

    /** Id of the document that a post of a topic belongs to once the topic is long. */
    static long document(long topic, long post) {
        return topic << NUMBER_BITS | post >> STRETCH_BITS;
    }

    private static long topic(long document) {
        return document >> NUMBER_BITS;
    }

    private static long firstPost(long document) {
        return (document & (1L << NUMBER_BITS) - 1) << STRETCH_BITS;
    }

    /** What to publish when something of the whole topic changes that its later posts are found by. */
    static List<DomainEvent> changed(EntityManager em, long topic) {
        return rest(em, topic)
                .map(first -> em
                        .createQuery(
                                "select p.id from PostEntity p where p.topicId = :topic and p.id >= :first", Long.class)
                        .setParameter("topic", topic)
                        .setParameter("first", first)
                        .getResultList()
                        .stream()
                        .map(post -> document(topic, post))
                        .distinct()
                        .map(document -> changed(topic, document))
                        .toList())
                .orElse(List.of());
    }

    /** What to publish when one post changes. */
    static DomainEvent changed(long topic, long document) {
        return new DomainEvent(CHANGED, "topic:" + topic, Map.of(KEY, Long.toString(document)));
    }

    /** The first post that does not belong to the topic's own document. */
    private static Optional<Long> rest(EntityManager em, long topic) {
        return em
                .createQuery("select p.id from PostEntity p where p.topicId = :topic order by p.id", Long.class)
                .setParameter("topic", topic)
                .setFirstResult(TopicSearch.POSTS)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    @Override
    public String name() {
        return "forum." + KEY;
    }

    @Override
    public String titleKey() {
        return "forum.search.replies";
    }

    @Override
    public List<Document> after(long afterId, int limit) {
        return transactions.read(em -> {
            List<Document> documents = new ArrayList<>();
            int characters = 0;
            long from = topic(afterId);
            long after = afterId;
            while (documents.size() < limit && characters < TopicSearch.CHARACTERS) {
                // Only topics between whose first and last post there is room for so many.
                List<Topic> topics = em.createQuery(
                                Topic.SELECT + "where t.id >= :from and t.state = 'VISIBLE' "
                                        + "and t.lastPostId - t.firstPostId >= :posts order by t.id",
                                Topic.class)
                        .setParameter("from", from)
                        .setParameter("posts", (long) TopicSearch.POSTS)
                        .setMaxResults(limit)
                        .getResultList();
                if (topics.isEmpty()) {
                    break;
                }
                for (Topic topic : topics) {
                    Optional<Document> next = next(em, topic, after);
                    while (next.isPresent() && documents.size() < limit && characters < TopicSearch.CHARACTERS) {
                        documents.add(next.get());
                        characters += next.get().text().length();
                        after = next.get().id();
                        next = next(em, topic, after);
                    }
                    from = topic.id() + 1;
                }
            }
            return documents;
        });
    }

    /** The topic's next document after that one, of whatever topic. */
    private Optional<Document> next(EntityManager em, Topic topic, long after) {
        long first = rest(em, topic.id()).orElse(Long.MAX_VALUE);
        if (topic(after) == topic.id()) {
            first = Math.max(first, firstPost(after + 1));
        }
        return em
                .createQuery(
                        "select p.id from PostEntity p where p.topicId = :topic and p.state = 'VISIBLE' and p.id >= :first "
                                + "order by p.id",
                        Long.class)
                .setParameter("topic", topic.id())
                .setParameter("first", first)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .flatMap(post -> document(em, topic, document(topic.id(), post)));
    }

    @Override
    public Optional<Document> find(long id) {
        return transactions.read(em -> em
                .createQuery(Topic.SELECT + "where t.id = :id and t.state = 'VISIBLE'", Topic.class)
                .setParameter("id", topic(id))
                .getResultList()
                .stream()
                .findFirst()
                .flatMap(topic -> document(em, topic, id)));
    }

    private Optional<Document> document(EntityManager em, Topic topic, long id) {
        Board board = boards.byId(topic.boardId()).orElse(null);
        Optional<Long> rest = rest(em, topic.id());
        if (board == null || rest.isEmpty()) {
            return Optional.empty();
        }
        List<Object[]> posts = em.createQuery(
                        "select p.id, p.body, p.createdAt from PostEntity p where p.topicId = :topic "
                                + "and p.state = 'VISIBLE' and p.id >= :first and p.id < :end order by p.id",
                        Object[].class)
                .setParameter("topic", topic.id())
                .setParameter("first", Math.max(rest.get(), firstPost(id)))
                .setParameter("end", firstPost(id + 1))
                .getResultList();
        if (posts.isEmpty()) {
            return Optional.empty();
        }
        long first = (Long) posts.get(0)[0];
        StringBuilder text = new StringBuilder();
        posts.forEach(post -> text.append(post[1]).append('\n'));
        return Optional.of(new Document(
                id,
                topic.title(),
                text.toString(),
                "/forum/t/" + topic.id() + "?after=" + (first - 1) + "#p" + first,
                board.name(),
                board.communityId(),
                board.audience(),
                (Instant) posts.get(posts.size() - 1)[2],
                true));
    }

    @Override
    public Set<String> changeEvents() {
        return Set.of("forum.post-created", CHANGED);
    }

    @Override
    public String idKey() {
        return KEY;
    }
}
