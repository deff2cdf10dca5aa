package org.wanrenhui.forum.internal.store;

import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;

/** Lists of topics. Each is one range of one index, paged by key. */
@Component(service = TopicLists.class)
public final class TopicLists {

    /** Topics of a page. */
    public static final int PAGE = 30;

    private final Transactions transactions;

    @Activate
    public TopicLists(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** Pinned topics of a board, newest first, ten at most. */
    public List<Topic> pinned(long board) {
        return transactions.read(em -> em.createQuery(
                        Topic.SELECT
                                + "where t.boardId = :board and t.pinned = true and t.state = 'VISIBLE' order by t.id desc",
                        Topic.class)
                .setParameter("board", board)
                .setMaxResults(10)
                .getResultList());
    }

    /** Topics of a board by last activity. */
    public Slice<Topic> active(long board, Cursor after, int limit) {
        return byActivity("t.boardId = :scope", board, after, limit);
    }

    /** Topics of a community's boards by last activity. */
    public Slice<Topic> activeIn(long community, Cursor after, int limit) {
        return byActivity("t.communityId = :scope", community, after, limit);
    }

    /** Topics of a board, newest first. */
    public Slice<Topic> newest(long board, Cursor after, int limit) {
        return page(
                "where t.boardId = :scope and t.state = 'VISIBLE'" + (after == null ? "" : " and t.id < :id")
                        + " order by t.id desc",
                after == null ? Map.of("scope", board) : Map.of("scope", board, "id", after.id()),
                limit,
                topic -> new Cursor(0, topic.id()).toString());
    }

    /** Topics of a board, hottest first. */
    public Slice<Topic> hot(long board, Cursor after, int limit) {
        String from = after == null ? "" : " and t.hot <= :hot and (t.hot < :hot or t.id < :id)";
        return page(
                "where t.boardId = :scope and t.state = 'VISIBLE'" + from + " order by t.hot desc, t.id desc",
                after == null ? Map.of("scope", board) : Map.of("scope", board, "hot", after.score(), "id", after.id()),
                limit,
                topic -> Cursor.of(topic.hot(), topic.id()));
    }

    /** Topics of all boards, hottest first. */
    public Slice<Topic> hot(Cursor after, int limit) {
        String from = after == null ? "" : " and t.hot <= :hot and (t.hot < :hot or t.id < :id)";
        return page(keys(
                "select t.id, t.hot from TopicEntity t where t.state = 'VISIBLE'" + from
                        + " order by t.hot desc, t.id desc",
                after == null ? Map.of() : Map.of("hot", after.score(), "id", after.id()),
                limit,
                row -> Cursor.of((double) row[1], (long) row[0])));
    }

    /** Topics with a tag, newest first. */
    public Slice<Topic> tagged(String tag, Cursor after, int limit) {
        String from = after == null ? "" : " and g.topicId < :id";
        return page(keys(
                "select g.topicId, g.tag from TagEntity g where g.tag = :tag" + from + " order by g.topicId desc",
                after == null ? Map.of("tag", tag) : Map.of("tag", tag, "id", after.id()),
                limit,
                row -> new Cursor(0, (long) row[0]).toString()));
    }

    /** Ids in the order of an index that holds all the query asks for; Derby would sort whole rows instead. */
    private Slice<Object[]> keys(
            String query, Map<String, Object> parameters, int limit, Function<Object[], String> cursor) {
        return transactions.read(em -> {
            TypedQuery<Object[]> keys = em.createQuery(query, Object[].class).setMaxResults(limit + 1);
            parameters.forEach(keys::setParameter);
            return Slice.of(keys.getResultList(), limit, cursor);
        });
    }

    /** The visible topics of the keys, in their order. */
    private Slice<Topic> page(Slice<Object[]> keys) {
        if (keys.items().isEmpty()) {
            return new Slice<>(List.of(), keys.next());
        }
        List<Long> ids = keys.items().stream().map(row -> (Long) row[0]).toList();
        Map<Long, Topic> topics = transactions
                .read(em -> em.createQuery(Topic.SELECT + "where t.id in :ids and t.state = 'VISIBLE'", Topic.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .stream()
                .collect(Collectors.toMap(Topic::id, Function.identity()));
        return new Slice<>(
                ids.stream().map(topics::get).filter(Objects::nonNull).toList(), keys.next());
    }

    /** A member's own topics of any state but deleted, newest first. */
    public Slice<Topic> by(long author, Cursor after, int limit) {
        String from = after == null ? "" : " and t.id < :id";
        return page(
                "where t.authorId = :author and t.state <> 'DELETED'" + from + " order by t.id desc",
                after == null ? Map.of("author", author) : Map.of("author", author, "id", after.id()),
                limit,
                topic -> new Cursor(0, topic.id()).toString());
    }

    /** Topics that a member follows, by last activity. */
    public Slice<Topic> followed(long member, Cursor after, int limit) {
        return byActivity(
                "t.id in (select s.targetId from SubscriptionEntity s where s.memberId = :scope and s.kind = 'TOPIC')",
                member,
                after,
                limit);
    }

    private Slice<Topic> byActivity(String scope, long id, Cursor after, int limit) {
        String from = after == null ? "" : " and t.lastAt <= :at and (t.lastAt < :at or t.id < :id)";
        Map<String, Object> parameters =
                after == null ? Map.of("scope", id) : Map.of("scope", id, "at", after.instant(), "id", after.id());
        return page(
                "where " + scope + " and t.state = 'VISIBLE'" + from + " order by t.lastAt desc, t.id desc",
                parameters,
                limit,
                topic -> Cursor.of(topic.lastAt(), topic.id()));
    }

    private Slice<Topic> page(String where, Map<String, Object> parameters, int limit, Function<Topic, String> cursor) {
        return transactions.read(em -> {
            TypedQuery<Topic> query =
                    em.createQuery(Topic.SELECT + where, Topic.class).setMaxResults(limit + 1);
            parameters.forEach(query::setParameter);
            return Slice.of(query.getResultList(), limit, cursor);
        });
    }
}
