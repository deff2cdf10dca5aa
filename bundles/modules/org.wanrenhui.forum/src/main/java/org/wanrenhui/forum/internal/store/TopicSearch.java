package org.wanrenhui.forum.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.SearchSource;

/** Topics with the beginning of what was written in them, for the search; {@link ReplySearch} has the rest. */
@Component(service = SearchSource.class)
public final class TopicSearch implements SearchSource {

    /** Posts that belong to the topic's document, whatever their state, so that the others never move in or out. */
    static final int POSTS = 60;

    /** Characters after which a part of the whole is enough. */
    static final int CHARACTERS = 2_000_000;

    private final Transactions transactions;
    private final Boards boards;

    @Activate
    public TopicSearch(@Reference Transactions transactions, @Reference Boards boards) {
        this.transactions = transactions;
        this.boards = boards;
    }

    @Override
    public String name() {
        return "forum.topic";
    }

    @Override
    public String titleKey() {
        return "forum.search.topics";
    }

    @Override
    public List<Document> after(long afterId, int limit) {
        return transactions.read(em -> {
            List<Topic> topics = em.createQuery(
                            Topic.SELECT + "where t.id > :after and t.state = 'VISIBLE' order by t.id", Topic.class)
                    .setParameter("after", afterId)
                    .setMaxResults(limit)
                    .getResultList();
            List<Document> documents = new ArrayList<>(topics.size());
            int characters = 0;
            for (Topic topic : topics) {
                Optional<Document> document = document(em, topic);
                document.ifPresent(documents::add);
                characters += document.map(d -> d.text().length()).orElse(0);
                if (characters > CHARACTERS) {
                    break;
                }
            }
            return documents;
        });
    }

    @Override
    public Optional<Document> find(long id) {
        return transactions.read(em -> em
                .createQuery(Topic.SELECT + "where t.id = :id and t.state = 'VISIBLE'", Topic.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst()
                .flatMap(topic -> document(em, topic)));
    }

    private Optional<Document> document(jakarta.persistence.EntityManager em, Topic topic) {
        Board board = boards.byId(topic.boardId()).orElse(null);
        if (board == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (Object[] post : em.createQuery(
                        "select p.body, p.state from PostEntity p where p.topicId = :topic order by p.id",
                        Object[].class)
                .setParameter("topic", topic.id())
                .setMaxResults(POSTS)
                .getResultList()) {
            if (State.VISIBLE.equals(post[1])) {
                text.append(post[0]).append('\n');
            }
        }
        return Optional.of(new Document(
                topic.id(),
                topic.title(),
                text.append(topic.tags().replace(',', ' ')).toString(),
                "/forum/t/" + topic.id(),
                board.name(),
                board.communityId(),
                board.audience(),
                topic.lastAt()));
    }

    @Override
    public Set<String> changeEvents() {
        return Set.of("forum.topic-opened", "forum.post-created", "forum.topic-changed");
    }

    @Override
    public String idKey() {
        return "topic";
    }
}
