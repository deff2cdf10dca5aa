package org.wanrenhui.portal.web.internal.module;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.wanrenhui.portal.api.spi.ModuleTraffic.Figures;

/** Counts requests by module, for the console and for Prometheus. */
@Component(service = Traffic.class)
public final class Traffic {

    /** Of the 48 threads that serve requests; the others are for the other modules. */
    private static final int MOST_HANGING = 12;

    private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, ModuleCounters> modules = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    @Activate
    public Traffic() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    @Deactivate
    void close() {
        gc.close();
        registry.close();
    }

    /**
     * The calling thread begins to serve a request of the module.
     *
     * @param loader of the module's classes
     */
    public void begin(String moduleId, ClassLoader loader) {
        counters(moduleId).requests().enter(loader);
    }

    /** The calling thread has served it. */
    public void end(String moduleId, int status, long nanos) {
        counters(moduleId).requests().leave();
        counters(moduleId).served(nanos);
        timers.computeIfAbsent(moduleId + "/" + status / 100, key -> Timer.builder("portal.requests")
                        .tag("module", moduleId)
                        .tag("status", status / 100 + "xx")
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The calling thread begins to render a block of the module. */
    public void beginBlock(String moduleId, ClassLoader loader) {
        counters(moduleId).renderings().enter(loader);
    }

    /** The calling thread has rendered it. */
    public void endBlock(String moduleId) {
        counters(moduleId).renderings().leave();
    }

    /** Whether so many of the module's requests do not come to an end that it may have no further threads. */
    public boolean clogged(String moduleId) {
        Visits requests = counters(moduleId).requests();
        return requests.count() >= MOST_HANGING && requests.longerThan(HANGING_NANOS) >= MOST_HANGING;
    }

    /** Notes that something of the module went wrong. */
    public void failed(String moduleId, Failure failure) {
        counters(moduleId).failed(failure);
    }

    /** Notes that a page did not wait for a block of the module any longer. */
    public void late(String moduleId, Failure failure) {
        counters(moduleId).late(failure);
    }

    public int inFlight(String moduleId) {
        return counters(moduleId).requests().count();
    }

    /** Ends what the portal's threads still do in the module; returns how many were in it. */
    int end(String moduleId, boolean byForce) {
        ModuleCounters counters = counters(moduleId);
        return counters.requests().end(byForce) + counters.renderings().end(byForce);
    }

    public Figures figures(String moduleId, Function<Failure, String> words) {
        return counters(moduleId).figures(words);
    }

    /** Everything measured, in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    private ModuleCounters counters(String moduleId) {
        return modules.computeIfAbsent(moduleId, id -> new ModuleCounters());
    }
}
