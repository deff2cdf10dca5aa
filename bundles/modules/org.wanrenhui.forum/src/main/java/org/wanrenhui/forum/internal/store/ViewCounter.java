package org.wanrenhui.forum.internal.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final int BATCH = 50;

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

    /** Few rows at a time, because they are locked against replies until the commit. */
    private void write(List<Long> topics) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (Long topic : topics) {
            LongAdder count = views.remove(topic);
            if (count != null) {
                counts.put(topic, count.intValue());
            }
        }
        transactions.run(em -> counts.forEach((topic, by) -> Counters.views(em, topic, by)));
    }

    @Override
    public void run() {
        if (views.isEmpty()) {
            return;
        }
        List<Long> topics = views.keySet().stream().sorted().toList();
        for (int from = 0; from < topics.size(); from += BATCH) {
            write(topics.subList(from, Math.min(topics.size(), from + BATCH)));
        }
    }
}
