package org.wanrenhui.portal.modules.internal.catalogue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Audit;

/**
 * Writes down in the audit when somebody has started a module past the switch. On a thread of its own, because the gate
 * hears of it within the framework's own event.
 */
@Component(service = SideDoors.class, immediate = true)
public final class SideDoors {

    private static final Logger LOG = LoggerFactory.getLogger(SideDoors.class);
    /** Whoever tries every second fills the log, but not the audit. */
    private static final long AGAIN_AFTER = Duration.ofMinutes(1).toNanos();

    private final StartLevelGate gate;
    private final Audit audit;
    private final Map<String, Long> written = new HashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "portal-side-doors"));

    @Activate
    public SideDoors(@Reference StartLevelGate gate, @Reference Audit audit) {
        this.gate = gate;
        this.audit = audit;
        gate.onChange(this::look);
        look();
    }

    @Deactivate
    void deactivate() {
        thread.shutdown();
    }

    private void look() {
        try {
            thread.execute(this::write);
        } catch (RejectedExecutionException e) {
            LOG.debug("Not written down, the portal is stopping");
        }
    }

    private void write() {
        for (String id : gate.takeTurnedAway()) {
            long now = System.nanoTime();
            Long before = written.get(id);
            if (before != null && now - before < AGAIN_AFTER) {
                continue;
            }
            try {
                audit.record("modules.turned-away", "module:" + id, "started past the switch");
                written.put(id, now);
            } catch (RuntimeException e) {
                LOG.warn("That module {} was started past the switch could not be written down", id, e);
            }
        }
    }
}
