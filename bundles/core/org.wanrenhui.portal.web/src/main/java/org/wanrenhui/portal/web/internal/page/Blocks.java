package org.wanrenhui.portal.web.internal.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.Exchange;
import org.wanrenhui.portal.web.internal.module.ModuleInfo;
import org.wanrenhui.portal.web.internal.module.Traffic;

/** Asks the modules' blocks for their part of a page, side by side, and waits no longer than the budget for them. */
@Component(service = Blocks.class, immediate = true)
public final class Blocks {

    private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);
    private static final long BUDGET_MILLIS = 300;
    private static final int MOST_KEPT = 2_000;

    private record Owned(Block block, Bundle bundle, ModuleInfo module) {}

    private record Key(String name, String place, long community, String language, String theme) {}

    private record Kept(String html, Instant until) {}

    private final Renderer renderer;
    private final Surroundings surroundings;
    private final Traffic traffic;
    private final Map<ServiceReference<Block>, Owned> blocks = new ConcurrentHashMap<>();
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool;

    @Activate
    public Blocks(@Reference Renderer renderer, @Reference Surroundings surroundings, @Reference Traffic traffic) {
        this.renderer = renderer;
        this.surroundings = surroundings;
        this.traffic = traffic;
        this.pool = new ThreadPoolExecutor(0, 32, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "portal-blocks");
            thread.setDaemon(true);
            return thread;
        });
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
        blocks.put(reference, new Owned(block, bundle, ModuleInfo.of(bundle).orElse(null)));
    }

    void remove(Block block, ServiceReference<Block> reference) {
        blocks.remove(reference);
        kept.keySet().removeIf(key -> key.name().equals(block.name()));
    }

    /** Names of the module's blocks, for the plan. */
    public List<String> surface(String moduleId) {
        return blocks.values().stream()
                .filter(owned -> owned.module() != null && owned.module().id().equals(moduleId))
                .map(owned -> owned.block().name())
                .sorted()
                .toList();
    }

    private String fill(String place, Exchange exchange) {
        List<Owned> here = blocks.values().stream()
                .filter(owned -> owned.block().places().contains(place))
                .filter(owned -> owned.module() == null
                        || surroundings.mode(owned.module().id(), owned.module().core()) != ModuleMode.OFF)
                .filter(owned -> !Boolean.parseBoolean(
                        surroundings.setting("portal.block." + owned.block().name() + ".hidden", "false")))
                .sorted(Comparator.comparingInt(this::order)
                        .thenComparing(owned -> owned.block().name()))
                .toList();
        var context = new Block.Context(exchange.caller(), exchange.community(), exchange.locale());
        List<Object> parts = new ArrayList<>();
        for (Owned owned : here) {
            Key key = key(owned.block(), place, exchange);
            Kept known = kept.get(key);
            parts.add(
                    known != null && known.until().isAfter(Instant.now())
                            ? known.html()
                            : start(owned, key, context, exchange));
        }
        return collect(here, parts);
    }

    private String collect(List<Owned> here, List<Object> parts) {
        var html = new StringBuilder();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUDGET_MILLIS);
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Future<?> future)) {
                html.append(parts.get(i));
                continue;
            }
            Owned owned = here.get(i);
            try {
                html.append(future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                future.cancel(true);
                report(owned, "took longer than " + BUDGET_MILLIS + " ms", null);
            } catch (ExecutionException e) {
                report(owned, String.valueOf(e.getCause()), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return html.toString();
            }
        }
        return html.toString();
    }

    private Object start(Owned owned, Key key, Block.Context context, Exchange exchange) {
        try {
            return pool.submit(() -> show(owned, key, context, exchange));
        } catch (RejectedExecutionException e) {
            report(owned, "all block threads are busy", null);
            return "";
        }
    }

    private String show(Owned owned, Key key, Block.Context context, Exchange exchange) {
        String html = owned.block()
                .show(key.place(), context)
                .map(page -> renderer.text(page, renderer.view(owned.bundle()), exchange))
                .orElse("");
        var keepFor = owned.block().keepFor();
        if (!keepFor.isZero() && blocks.containsValue(owned)) {
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, new Kept(html, Instant.now().plus(keepFor)));
        }
        return html;
    }

    private Key key(Block block, String place, Exchange exchange) {
        long community = exchange.community().map(chosen -> chosen.id()).orElse(0L);
        return new Key(
                block.name(),
                place,
                community,
                exchange.locale().getLanguage(),
                surroundings.setting("portal.theme", ""));
    }

    private int order(Owned owned) {
        String own = surroundings.setting("portal.block." + owned.block().name() + ".order", "");
        return own.matches("-?[0-9]{1,6}")
                ? Integer.parseInt(own)
                : owned.block().order();
    }

    private void report(Owned owned, String what, Throwable cause) {
        LOG.warn("Block {} left out: {}", owned.block().name(), what, cause);
        if (owned.module() != null) {
            traffic.failed(owned.module().id(), "block " + owned.block().name() + ": " + what);
        }
    }
}
