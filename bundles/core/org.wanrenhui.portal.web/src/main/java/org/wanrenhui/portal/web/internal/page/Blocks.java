package org.wanrenhui.portal.web.internal.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis.Complaint;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.module.Failure;
import org.wanrenhui.portal.web.internal.module.ModuleInfo;
import org.wanrenhui.portal.web.internal.module.Traffic;

/** Asks the modules' blocks for their part of a page, side by side, and waits no longer than the budget for them. */
@Component(service = Blocks.class, immediate = true)
public final class Blocks {

    private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);
    private static final String THREAD = "portal-blocks";
    private static final int THREADS = 24;
    private static final int LONGEST_QUEUE = 1_000;
    private static final int MOST_PLACES = 100;
    private static final long BUDGET_MILLIS = 300;
    /** For the first rendering of a block since its module came. */
    private static final long FIRST_BUDGET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(BUDGET_MILLIS);
    /** A rendering that takes longer is not slow but does not return. */
    private static final long NEVER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String LATE = "took longer than " + BUDGET_MILLIS + " ms";

    /** Where pages of the base theme show blocks. */
    static final Set<String> PLACES = Set.of(
            "home.notices",
            "home.main",
            "home.side",
            "home.figures",
            "community.notices",
            "community.main",
            "community.side");

    private final Renderer renderer;
    private final Surroundings surroundings;
    private final Traffic traffic;
    private final Map<ServiceReference<Block>, PlacedBlock> blocks = new ConcurrentHashMap<>();
    private final BlockCache cache = new BlockCache();
    /** Places of other themes, known once a page has had them. */
    private final Set<String> otherPlaces = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor pool;

    @Activate
    public Blocks(@Reference Renderer renderer, @Reference Surroundings surroundings, @Reference Traffic traffic) {
        this.renderer = renderer;
        this.surroundings = surroundings;
        this.traffic = traffic;
        this.pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LONGEST_QUEUE), task -> {
                    Thread thread = new Thread(task, THREAD);
                    thread.setDaemon(true);
                    // a thread is begun within some module's request, and is not that module's
                    thread.setContextClassLoader(Blocks.class.getClassLoader());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        renderer.places(this::fill);
    }

    @Deactivate
    void close() {
        renderer.places((place, exchange) -> "");
        pool.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(Block block, ServiceReference<Block> reference) {
        Bundle bundle = reference.getBundle();
        try {
            blocks.put(
                    reference,
                    new PlacedBlock(block, bundle, ModuleInfo.of(bundle).orElse(null)));
        } catch (RuntimeException e) {
            LOG.warn("A block of {} cannot be placed", bundle.getSymbolicName(), e);
        }
    }

    void remove(Block block, ServiceReference<Block> reference) {
        PlacedBlock gone = blocks.remove(reference);
        if (gone != null) {
            cache.forget(gone.name());
        }
    }

    /** Names of the module's blocks, for the plan. */
    public List<String> surface(String moduleId) {
        return of(moduleId).map(PlacedBlock::name).sorted().toList();
    }

    /** Declared order by name of every block there is now. */
    public Map<String, Integer> declared() {
        Map<String, Integer> orders = new TreeMap<>();
        blocks.values().forEach(placed -> orders.put(placed.name(), placed.order()));
        return orders;
    }

    /** Bytes of the module's kept renderings. */
    public long keptBytes(String moduleId) {
        return of(moduleId).mapToLong(placed -> cache.bytes(placed.name())).sum();
    }

    /** What is wrong with the module's blocks; empty when they are all well. */
    public Optional<Complaint> complaint(String moduleId) {
        return of(moduleId)
                .sorted(Comparator.comparing(PlacedBlock::name))
                .flatMap(placed -> complaint(placed).stream())
                .findFirst();
    }

    private Optional<Complaint> complaint(PlacedBlock placed) {
        Optional<String> nowhere = placed.places().stream()
                .filter(place -> !PLACES.contains(place) && !otherPlaces.contains(place))
                .sorted()
                .findFirst();
        if (placed.underWayNanos() > NEVER_NANOS) {
            return Optional.of(new Complaint(false, "module.trouble.block-hangs", List.of(placed.name())));
        }
        if (placed.rests()) {
            return Optional.of(
                    placed.threw()
                            ? new Complaint(
                                    false, "module.trouble.block-throws", List.of(placed.name(), placed.lastFailure()))
                            : new Complaint(
                                    false,
                                    "module.trouble.block-slow",
                                    List.of(placed.name(), String.valueOf(BUDGET_MILLIS))));
        }
        return nowhere.map(place -> new Complaint(
                false,
                "module.trouble.block-place",
                List.of(placed.name(), place, String.join(", ", new TreeSet<>(PLACES)))));
    }

    private Stream<PlacedBlock> of(String moduleId) {
        return blocks.values().stream()
                .filter(placed ->
                        placed.module() != null && placed.module().id().equals(moduleId));
    }

    private String fill(String place, Exchange exchange) {
        if (!PLACES.contains(place) && otherPlaces.size() < MOST_PLACES) {
            otherPlaces.add(place);
        }
        if (Thread.currentThread().getName().equals(THREAD)) {
            return ""; // a block with places of its own would wait for the threads that wait for it
        }
        List<PlacedBlock> here = blocks.values().stream()
                .filter(placed -> placed.fills(place) && shown(placed))
                .sorted(Comparator.comparingInt(this::order).thenComparing(PlacedBlock::name))
                .toList();
        var context = new Block.Context(exchange.caller(), exchange.community(), exchange.locale());
        List<Object> parts = new ArrayList<>();
        List<BlockCache.Key> keys = new ArrayList<>();
        for (PlacedBlock placed : here) {
            BlockCache.Key key = key(placed, place, exchange);
            keys.add(key);
            parts.add(cache.find(key).<Object>map(html -> html).orElseGet(() -> start(placed, key, context, exchange)));
        }
        return collect(here, parts, keys);
    }

    private boolean shown(PlacedBlock placed) {
        ModuleInfo module = placed.module();
        // Of a bundle that is no module nothing is shown: leaving out the capability is no way past the licence.
        return module != null
                && surroundings.mode(module.id(), module.core()) != ModuleMode.OFF
                && !Boolean.parseBoolean(surroundings.setting("portal.block." + placed.name() + ".hidden", "false"));
    }

    private String collect(List<PlacedBlock> here, List<Object> parts, List<BlockCache.Key> keys) {
        var html = new StringBuilder();
        long end = System.nanoTime() + BUDGET_NANOS;
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Future<?> future)) {
                html.append(parts.get(i));
                continue;
            }
            PlacedBlock placed = here.get(i);
            try {
                long until = placed.deadline(end, FIRST_BUDGET_NANOS);
                html.append(future.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | CancellationException e) {
                // not interrupted: the database would take it for a broken connection, and the next page may use the
                // result
                html.append(cache.last(keys.get(i)).orElse(""));
                slow(placed);
            } catch (ExecutionException e) {
                broken(placed, e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return html.toString();
            }
        }
        return html.toString();
    }

    private Object start(PlacedBlock placed, BlockCache.Key key, Block.Context context, Exchange exchange) {
        if (placed.hangs(BUDGET_NANOS, FIRST_BUDGET_NANOS)) {
            if (placed.underWayNanos() > NEVER_NANOS) {
                failed(placed, new Failure("traffic.failed.block-hangs", placed.name()), null);
            } else {
                slow(placed);
            }
            return cache.last(key).orElse("");
        }
        if (placed.isFirst()) {
            return ""; // one page finds out how it is; a block that hangs would hold up all that come meanwhile
        }
        boolean shareable = !placed.keepFor().isZero();
        Optional<Future<String>> known = shareable ? cache.underWay(key) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        PlacedBlock.Rest rest = placed.rest();
        if (rest == PlacedBlock.Rest.RESTS) {
            if (placed.threw()) {
                broken(placed, placed.lastFailure(), null);
            } else {
                slow(placed);
            }
            return cache.last(key).orElse("");
        }
        try {
            Future<String> rendering = pool.submit(() -> show(placed, key, context, exchange));
            if (shareable) {
                cache.begun(key, rendering);
            }
            return rest == PlacedBlock.Rest.TRIAL ? cache.last(key).orElse("") : rendering;
        } catch (RejectedExecutionException e) {
            late(placed, new Failure("traffic.failed.block-busy", placed.name()));
            return "";
        }
    }

    private String show(PlacedBlock placed, BlockCache.Key key, Block.Context context, Exchange exchange) {
        boolean first = placed.begin();
        long began = System.nanoTime();
        String module = placed.module().id();
        traffic.beginBlock(module, placed.block().getClass().getClassLoader());
        String html = "";
        try {
            html = placed.block()
                    .show(key.place(), context)
                    .map(page -> renderer.text(page, renderer.view(placed.bundle()), exchange))
                    .orElse("");
            if (System.nanoTime() - began > (first ? FIRST_BUDGET_NANOS : BUDGET_NANOS)) {
                placed.late(LATE);
            } else {
                placed.well();
            }
            if (!placed.keepFor().isZero() && blocks.containsValue(placed)) {
                // What is empty may only not have begun yet, as the forum of a portal that has just started.
                Duration time = placed.keepFor();
                cache.keep(key, html, html.isEmpty() && time.compareTo(MOMENT) > 0 ? MOMENT : time);
            }
            return html;
        } catch (RuntimeException | Error e) {
            placed.threw(String.valueOf(e));
            throw e;
        } finally {
            traffic.endBlock(module);
            placed.end(!html.isEmpty());
            cache.ended(key);
        }
    }

    private BlockCache.Key key(PlacedBlock placed, String place, Exchange exchange) {
        long community = exchange.community().map(chosen -> chosen.id()).orElse(0L);
        return new BlockCache.Key(
                placed.name(),
                place,
                community,
                exchange.locale().getLanguage(),
                surroundings.setting("portal.theme", ""));
    }

    private int order(PlacedBlock placed) {
        String own = surroundings.setting("portal.block." + placed.name() + ".order", "");
        return own.matches("-?[0-9]{1,6}") ? Integer.parseInt(own) : placed.order();
    }

    private void slow(PlacedBlock placed) {
        late(placed, new Failure("traffic.failed.block-slow", placed.name(), BUDGET_MILLIS));
    }

    private void broken(PlacedBlock placed, Object why, Throwable cause) {
        failed(placed, new Failure("traffic.failed.block", placed.name(), why), cause);
    }

    /** The block is left out because it is slow. */
    private void late(PlacedBlock placed, Failure failure) {
        traffic.late(placed.module().id(), failure);
        log(placed, failure, null);
    }

    /** The block is left out because it fails. */
    private void failed(PlacedBlock placed, Failure failure, Throwable cause) {
        traffic.failed(placed.module().id(), failure);
        log(placed, failure, cause);
    }

    private void log(PlacedBlock placed, Failure failure, Throwable cause) {
        if (placed.reportDue()) {
            String words = renderer.ownView().text(Locale.ENGLISH, failure.key(), failure.arguments());
            LOG.warn("{}; it is left out or shown as it was", words, cause);
        }
    }
}
