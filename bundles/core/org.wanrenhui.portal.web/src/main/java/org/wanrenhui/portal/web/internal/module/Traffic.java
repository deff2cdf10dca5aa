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

    public void begin(String moduleId) {
        counters(moduleId).begin();
    }

    public void end(String moduleId, int status, long nanos) {
        counters(moduleId).end(TimeUnit.NANOSECONDS.toMillis(nanos));
        timers.computeIfAbsent(moduleId + "/" + status / 100, key -> Timer.builder("portal.requests")
                        .tag("module", moduleId)
                        .tag("status", status / 100 + "xx")
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Notes that something of the module went wrong. */
    public void failed(String moduleId, Failure failure) {
        counters(moduleId).failed(failure);
    }

    public int inFlight(String moduleId) {
        return counters(moduleId).inFlight();
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
