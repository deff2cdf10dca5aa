package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/**
 * Adds to counters in place. In SQL, because of a JPQL update that calculates EclipseLink makes a statement with literals
 * for Derby, which costs Derby milliseconds to compile, each time anew.
 */
final class Counters {

    private Counters() {}

    /** Adds to what a board counts. */
    static void board(EntityManager em, long board, int topics, int posts) {
        em.createNativeQuery(
                        "update forum.board set topic_count = topic_count + ?1, post_count = post_count + ?2 where id = ?3")
                .setParameter(1, topics)
                .setParameter(2, posts)
                .setParameter(3, board)
                .executeUpdate();
    }

    /** Adds to what a board counts, and tells when something was written there last. */
    static void board(EntityManager em, long board, int topics, int posts, Instant last) {
        em.createNativeQuery("update forum.board set topic_count = topic_count + ?1, post_count = post_count + ?2, "
                        + "last_at = ?3 where id = ?4")
                .setParameter(1, topics)
                .setParameter(2, posts)
                .setParameter(3, last)
                .setParameter(4, board)
                .executeUpdate();
    }

    /** Adds to the views of a topic. */
    static void views(EntityManager em, long topic, int by) {
        em.createNativeQuery("update forum.topic set view_count = view_count + ?1 where id = ?2")
                .setParameter(1, by)
                .setParameter(2, topic)
                .executeUpdate();
    }
}
