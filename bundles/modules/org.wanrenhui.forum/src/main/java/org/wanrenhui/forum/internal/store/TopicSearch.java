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

/** Topics with the beginning of what was written in them, for the search. */
@Component(service = SearchSource.class)
public final class TopicSearch implements SearchSource {

    private static final int POSTS = 60;
    private static final int CHARACTERS = 8_000;

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
            for (Topic topic : topics) {
                document(em, topic).ifPresent(documents::add);
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
        for (String body : em.createQuery(
                        "select p.body from PostEntity p where p.topicId = :topic and p.state = 'VISIBLE' order by p.id",
                        String.class)
                .setParameter("topic", topic.id())
                .setMaxResults(POSTS)
                .getResultList()) {
            if (text.length() + body.length() > CHARACTERS) {
                break;
            }
            text.append(body).append('\n');
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
