package org.wanrenhui.portal.modules.internal.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.DataFigures;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.modules.internal.catalogue.DataArea;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleThreads;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.WebLayer;

/** What one module does with this node. */
@Component(service = ModuleFigures.class)
public final class ModuleFigures {

    private static final ModuleTraffic.Figures NONE =
            new ModuleTraffic.Figures(List.of(), 0, 0, 0, 0, 0, "", Optional.empty());

    /**
     * Figures of a module on this node, counted since the node started where nothing else is said.
     *
     * @param requests        requests that have ended
     * @param averageMillis   how long they took on average; 0 without requests
     * @param p95Millis       95th percentile of the last five minutes; 0 without requests
     * @param errors          answers of 500 and above, and blocks that threw or did not return
     * @param late            pages that did not wait any longer for a block
     * @param lastError       what went wrong last, or empty
     * @param lastErrorAt     when, or null
     * @param queries         statements sent to the database
     * @param queryMillis     how long they took together
     * @param threads         threads of its own at this moment
     * @param cpuMillis       processor time that these threads have used
     * @param keptBytes       rendered pages and blocks that are kept to be shown again
     * @param fileBytes       files in its bundle's data area
     * @param tableBytes      its tables with their indexes
     * @param tables          each of them
     * @param health          what its own health checks say at this moment
     */
    public record Figures(
            long requests,
            long averageMillis,
            long p95Millis,
            long errors,
            long late,
            String lastError,
            Instant lastErrorAt,
            long queries,
            long queryMillis,
            int threads,
            long cpuMillis,
            long keptBytes,
            long fileBytes,
            long tableBytes,
            List<DataFigures.Table> tables,
            List<HealthChecks.Answer> health) {}

    private final StartLevelGate gate;
    private final DataFigures data;
    private final HealthChecks health;
    private final WebLayer web;

    @Activate
    public ModuleFigures(
            @Reference StartLevelGate gate,
            @Reference DataFigures data,
            @Reference HealthChecks health,
            @Reference WebLayer web) {
        this.gate = gate;
        this.data = data;
        this.health = health;
        this.web = web;
    }

    /** Its requests; zeros while there is no web layer. */
    ModuleTraffic.Figures requests(String id, Locale locale) {
        return web.traffic().map(traffic -> traffic.figures(id, locale)).orElse(NONE);
    }

    /** All of them; empty when the module is not installed. */
    public Optional<Figures> of(String id, Locale locale) {
        return gate.module(id).map(module -> of(module, locale));
    }

    private Figures of(Installed module, Locale locale) {
        String id = module.id();
        ModuleTraffic.Figures served = requests(id, locale);
        DataFigures.Statements statements = data.statements(id);
        List<DataFigures.Table> tables = data.tables(id);
        List<Thread> threads = ModuleThreads.of(module.bundle());
        return new Figures(
                served.requests(),
                served.requests() == 0 ? 0 : served.millis() / served.requests(),
                served.p95Millis(),
                served.errors(),
                served.late(),
                served.lastError(),
                served.lastErrorAt().orElse(null),
                statements.count(),
                statements.millis(),
                threads.size(),
                threads.stream().mapToLong(ModuleThreads::cpuNanos).sum() / 1_000_000,
                web.traffic().map(traffic -> traffic.keptBytes(id)).orElse(0L),
                DataArea.bytes(module.bundle()),
                tables.stream().mapToLong(DataFigures.Table::bytes).sum(),
                tables,
                health.ofModule(id));
    }
}
