package org.wanrenhui.forum.internal.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.Job;

/** Counts views in memory and writes them every half minute, so that reading a topic writes nothing. */
@Component(service = {ViewCounter.class, Job.class})
public final class ViewCounter implements Job {

    private final Transactions transactions;
    private final Map<Long, LongAdder> views = new ConcurrentHashMap<>();

    @Activate
    public ViewCounter(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Deactivate
    void deactivate() {
        run();
    }

    /** Counts one view. */
    public void seen(long topic) {
        views.computeIfAbsent(topic, id -> new LongAdder()).increment();
    }

    @Override
    public String name() {
        return "forum.views";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        if (views.isEmpty()) {
            return;
        }
        transactions.run(em -> views.keySet().forEach(topic -> {
            LongAdder count = views.remove(topic);
            if (count != null) {
                em.createQuery("update TopicEntity t set t.viewCount = t.viewCount + :by where t.id = :id")
                        .setParameter("by", count.intValue())
                        .setParameter("id", topic)
                        .executeUpdate();
            }
        }));
    }
}
