package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.Job;

/**
 * How far each member has read each topic. Kept in memory for a few seconds and written together, so that reading a topic
 * writes nothing; a node that is killed forgets the last seconds of reading, and nothing else.
 */
@Component(service = {ReadMarks.class, Job.class})
public final class ReadMarks implements Job {

    private static final int BATCH = 50;

    private record Place(long member, long topic) {}

    private final Transactions transactions;
    private final Map<Place, Long> fresh = new ConcurrentHashMap<>();

    @Activate
    public ReadMarks(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Deactivate
    void deactivate() {
        run();
    }

    /** Moves the mark forward; never back. */
    public void read(long member, long topic, long post) {
        fresh.merge(new Place(member, topic), post, Math::max);
    }

    /** The later of what was stored and what was read since. */
    public long latest(long member, long topic, long stored) {
        return Math.max(stored, fresh.getOrDefault(new Place(member, topic), 0L));
    }

    /**
     * How far the member has read each of the topics; topics never opened are missing. One query, which begins with the
     * topics: Derby would look through all marks of somebody who has read thousands.
     */
    public Map<Long, Long> readTo(long member, Collection<Long> topics) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        Map<Long, Long> marks = new HashMap<>(transactions.read(em -> em
                .createQuery(
                        "select t.id, (select max(r.postId) from ReadMarkEntity r where r.memberId = :member and "
                                + "r.topicId = t.id) from TopicEntity t where t.id in :topics",
                        Object[].class)
                .setParameter("member", member)
                .setParameter("topics", topics)
                .getResultList()
                .stream()
                .filter(row -> row[1] != null)
                .collect(Collectors.toMap(row -> (Long) row[0], row -> ((Number) row[1]).longValue()))));
        for (Long topic : topics) {
            Long read = fresh.get(new Place(member, topic));
            if (read != null) {
                marks.merge(topic, read, Math::max);
            }
        }
        return marks;
    }

    @Override
    public String name() {
        return "forum.read-marks";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        List<Map.Entry<Place, Long>> marks = List.copyOf(fresh.entrySet());
        for (int from = 0; from < marks.size(); from += BATCH) {
            write(marks.subList(from, Math.min(marks.size(), from + BATCH)));
        }
    }

    private void write(List<Map.Entry<Place, Long>> marks) {
        try {
            transactions.run(em -> marks.forEach(mark -> store(em, mark.getKey(), mark.getValue())));
        } catch (PersistenceException e) {
            if (marks.size() == 1) {
                // Another node has made the same mark meanwhile; the next run moves it.
                return;
            }
            marks.forEach(mark -> write(List.of(mark)));
            return;
        }
        marks.forEach(mark -> fresh.remove(mark.getKey(), mark.getValue()));
    }

    private static void store(EntityManager em, Place place, long post) {
        List<Long> stored = em.createQuery(
                        "select r.postId from ReadMarkEntity r where r.memberId = :member and r.topicId = :topic",
                        Long.class)
                .setParameter("member", place.member())
                .setParameter("topic", place.topic())
                .getResultList();
        if (stored.isEmpty()) {
            ReadMarkEntity mark = new ReadMarkEntity();
            mark.memberId = place.member();
            mark.topicId = place.topic();
            mark.postId = post;
            em.persist(mark);
        } else if (stored.get(0) < post) {
            em.createQuery("update ReadMarkEntity r set r.postId = :post "
                            + "where r.memberId = :member and r.topicId = :topic and r.postId < :post")
                    .setParameter("post", post)
                    .setParameter("member", place.member())
                    .setParameter("topic", place.topic())
                    .executeUpdate();
        }
    }
}
