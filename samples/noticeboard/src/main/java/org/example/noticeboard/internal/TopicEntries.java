package org.example.noticeboard.internal;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;

/** The entries that stand for topics of the forum. */
@Component(service = TopicEntries.class)
public final class TopicEntries {

    private final Transactions transactions;

    @Activate
    public TopicEntries(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** Puts a topic up, or brings its entry up to date; twice is as once. */
    void show(long topic, long board, long author, String title) {
        transactions.run(em -> {
            EntryEntity row = of(em, topic).stream().findFirst().orElseGet(() -> {
                EntryEntity fresh = new EntryEntity();
                fresh.topicId = topic;
                fresh.createdAt = Entries.now();
                fresh.body = "";
                return fresh;
            });
            row.authorId = author;
            row.boardId = board;
            row.title = title;
            row.state = State.SHOWN;
            em.persist(row);
        });
    }

    /** Whether an entry stands for the topic, or did before the topic was taken out of sight. */
    boolean knows(long topic) {
        return transactions.read(em -> !of(em, topic).isEmpty());
    }

    /** Shows no more what stands for a topic, if anything does. */
    void hide(long topic) {
        transactions.run(em -> of(em, topic).forEach(row -> row.state = State.HIDDEN));
    }

    /** Shows no more what stands for topics of a board. */
    void hideBoard(long board) {
        transactions.run(em -> em.createQuery(
                        "update EntryEntity e set e.state = :hidden where e.boardId = :board and e.topicId is not null")
                .setParameter("hidden", State.HIDDEN)
                .setParameter("board", board)
                .executeUpdate());
    }

    private static List<EntryEntity> of(EntityManager em, long topic) {
        return em.createQuery("select e from EntryEntity e where e.topicId = :topic", EntryEntity.class)
                .setParameter("topic", topic)
                .getResultList();
    }
}
