package org.wanrenhui.portal.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.EventConsumer;
import org.wanrenhui.portal.api.spi.SearchSource;

/** Feeds the index: reads a new source from end to end in the background, then follows the modules' events. */
@Component(
        service = {IndexFeed.class, EventConsumer.class},
        immediate = true)
public final class IndexFeed implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
    /** End of the type of the one event that stands for a whole bulk import. */
    private static final String IMPORTED = ".imported";

    private static final int BATCH = 200;
    private static final long LONG_READ_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int COMMIT_SECONDS = 10;

    private final LuceneIndex index;
    private final Map<String, SearchSource> sources = new ConcurrentHashMap<>();
    /** Documents by source that differ from the index. A topic that many write into is read once for all they wrote. */
    private final Map<String, Set<Long>> stale = new ConcurrentHashMap<>();

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "search-index"));
    private volatile boolean changed;

    @Activate
    public IndexFeed(BundleContext context) throws IOException {
        this(Path.of(Optional.ofNullable(context.getProperty("portal.data")).orElse("data"), "search"));
    }

    IndexFeed(Path folder) throws IOException {
        index = new LuceneIndex(folder);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.scheduleWithFixedDelay(this::refresh, 300, 300, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::commit, COMMIT_SECONDS, COMMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSource(SearchSource source) {
        sources.put(source.name(), source);
        thread.execute(() -> read(source));
    }

    /** The source still answers here: what its module has told last is read before it goes. */
    void unbindSource(SearchSource source) {
        sources.remove(source.name(), source);
        updateStale(source);
    }

    @Deactivate
    void deactivate() throws IOException, InterruptedException {
        // Not interrupted while that can be helped: the index's files close under whoever is interrupted in them.
        thread.shutdown();
        if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
            thread.shutdownNow();
            thread.awaitTermination(5, TimeUnit.SECONDS);
        }
        index.close();
    }

    /** The index, to search in. */
    public LuceneIndex index() {
        return index;
    }

    /** Sources of the modules that are on. */
    public Map<String, SearchSource> sources() {
        return Map.copyOf(sources);
    }

    /** Names of sources that are still being read from end to end. */
    public List<String> reading() {
        return sources.keySet().stream()
                .filter(name -> index.readTo(name) >= 0)
                .sorted()
                .toList();
    }

    /** Reads everything again; the old stays searchable meanwhile. */
    public void rebuild() {
        index.forget();
        sources.values().forEach(source -> thread.execute(() -> read(source)));
    }

    private void readAgain(SearchSource source) {
        index.readTo(source.name(), 0);
        thread.execute(() -> read(source));
    }

    private void read(SearchSource source) {
        try {
            long refreshed = System.nanoTime();
            long after = index.readTo(source.name());
            while (after >= 0 && sources.get(source.name()) == source && !thread.isShutdown()) {
                List<SearchSource.Document> batch = source.after(after, BATCH);
                for (SearchSource.Document document : batch) {
                    index.put(source.name(), document);
                    after = document.id();
                }
                after = batch.isEmpty() ? -1 : after;
                index.readTo(source.name(), after);
                changed = true;
                if (System.nanoTime() - refreshed > LONG_READ_NANOS) {
                    // Not for every batch: each refresh makes a segment, which then has to be merged.
                    refresh();
                    refreshed = System.nanoTime();
                }
            }
            changed = true;
        } catch (IOException | RuntimeException e) {
            if (!thread.isShutdown() && sources.get(source.name()) == source) {
                LOG.error("Source {} could not be read; the next try is in a minute", source.name(), e);
                thread.schedule(() -> read(source), 1, TimeUnit.MINUTES);
            }
        }
    }

    @Override
    public String name() {
        return "search.index";
    }

    @Override
    public Set<String> types() {
        return Set.of("*");
    }

    @Override
    public boolean onEveryNode() {
        return true;
    }

    @Override
    public void receive(Delivery delivery) throws Exception {
        String type = delivery.event().type();
        if (type.endsWith(IMPORTED)) {
            String module = type.substring(0, type.length() - IMPORTED.length());
            sources.values().stream()
                    .filter(source -> source.name().startsWith(module + "."))
                    .forEach(this::readAgain);
            return;
        }
        for (SearchSource source : sources.values()) {
            if (source.changeEvents().contains(type) && delivery.event().data().containsKey(source.idKey())) {
                stale(source.name(), delivery.event().number(source.idKey()));
            }
        }
        remember(type, delivery);
    }

    /** The module may have gone off since: what changed is read when it is back. */
    private void remember(String type, Delivery delivery) {
        String module = type.substring(0, Math.max(0, type.indexOf('.')));
        delivery.event().data().forEach((key, value) -> {
            if (!sources.containsKey(module + "." + key) && value.matches("[0-9]{1,18}")) {
                stale(module + "." + key, Long.parseLong(value));
            }
        });
    }

    private void stale(String source, long id) {
        stale.computeIfAbsent(source, name -> ConcurrentHashMap.newKeySet()).add(id);
    }

    /** Reads anew what has changed. What cannot be read now is read at the next round. */
    private void updateStale(SearchSource source) {
        Set<Long> ids = stale.getOrDefault(source.name(), Set.of());
        for (Iterator<Long> each = ids.iterator(); each.hasNext(); ) {
            long id = each.next();
            // Before it is read: an event that arrives meanwhile makes it stale again.
            each.remove();
            try {
                update(source, id);
            } catch (IOException | RuntimeException e) {
                ids.add(id);
                LOG.warn("Document {} of {} could not be read yet", id, source.name(), e);
                return;
            }
        }
    }

    private void update(SearchSource source, long id) throws IOException {
        Optional<SearchSource.Document> document = source.find(id);
        if (document.isPresent()) {
            index.put(source.name(), document.get());
        } else {
            index.remove(source.name(), id);
        }
        changed = true;
    }

    private void refresh() {
        try {
            sources.values().forEach(this::updateStale);
            if (changed) {
                changed = false;
                index.refresh();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("What was indexed last cannot be found yet", e);
        }
    }

    private void commit() {
        try {
            index.commit();
        } catch (IOException | RuntimeException e) {
            LOG.error("The index could not be written", e);
        }
    }
}
