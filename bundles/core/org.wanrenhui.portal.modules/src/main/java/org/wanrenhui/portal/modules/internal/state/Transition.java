package org.wanrenhui.portal.modules.internal.state;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.spi.ModuleTraffic;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.Needs;
import org.wanrenhui.portal.modules.internal.catalogue.Readiness;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;
import org.wanrenhui.portal.modules.internal.catalogue.WebLayer;

/**
 * Starts and stops a module's bundle with the web layer at its side, which puts the module together once at the end and not
 * for each resource that comes or goes. How long each step took stands in the log at level DEBUG.
 */
final class Transition {

    private static final Logger LOG = LoggerFactory.getLogger(Transition.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration LET_GO = Duration.ofMillis(700);
    private static final Duration COME_UP = Duration.ofSeconds(8);

    private final StartLevelGate gate;
    private final Readiness readiness;
    private final Needs needs;
    private final WebLayer webLayer;
    private final Function<String, Optional<Trouble>> hopeless;
    private final BundleWork work;

    /** A module did not come up. */
    static final class Failed extends BundleException {

        private static final long serialVersionUID = 1L;
        private final transient Trouble trouble;

        Failed(Trouble trouble) {
            super(trouble.key() + " " + trouble.arguments());
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }

    /**
     * @param hopeless tells of a module why there is no use in waiting for it any longer
     * @param work     starts and stops bundles
     */
    Transition(
            StartLevelGate gate,
            Readiness readiness,
            Needs needs,
            WebLayer webLayer,
            Function<String, Optional<Trouble>> hopeless,
            BundleWork work) {
        this.gate = gate;
        this.readiness = readiness;
        this.needs = needs;
        this.webLayer = webLayer;
        this.hopeless = hopeless;
        this.work = work;
    }

    /**
     * Stops a module that gets no new requests any more, and returns when the web layer has let go of its resources.
     * Otherwise a module that comes back at once would be answered by the old ones, whose transactions are closed.
     */
    void off(Installed module) throws BundleException {
        String id = module.id();
        ModuleTraffic web = webLayer.traffic().orElse(null);
        Steps steps = new Steps();
        if (web != null) {
            await(DRAIN, () -> web.inFlight(id) == 0);
        }
        steps.done("drained");
        alone(web, id, () -> {
            work.run(module, () -> gate.stop(module), () -> {});
            return true;
        });
        steps.done("stopped");
        if (web != null) {
            await(LET_GO, () -> web.surface(id).stream().noneMatch(Transition::isOperation));
        }
        steps.done("let go");
        LOG.debug("Module {} is off after {}", id, steps);
    }

    /**
     * Starts a module and returns when the web layer serves it. False when the framework is still on its way up and will
     * start it; throws {@link Failed} when something that it needs is missing or it is of no use otherwise.
     */
    boolean on(Installed module) throws BundleException {
        String id = module.id();
        ModuleTraffic web = webLayer.traffic().orElse(null);
        Steps steps = new Steps();
        failOn(needs.trouble(module.bundle()));
        boolean started = alone(web, id, () -> {
            work.run(module, () -> gate.start(module), () -> gate.stop(module));
            steps.done("started");
            if (module.bundle().getState() != Bundle.ACTIVE) {
                return false;
            }
            failOn(readiness.await(module.bundle(), COME_UP, () -> hopeless.apply(id)));
            steps.done("complete");
            return true;
        });
        if (started) {
            if (web != null) {
                await(COME_UP, () -> web.serving(id) || hopeless.apply(id).isPresent());
                if (!web.serving(id)) {
                    failOn(hopeless.apply(id));
                }
            }
            steps.done("served");
            LOG.debug("Module {} is on after {}", id, steps);
        }
        return started;
    }

    /** Whether the module has not come back from an earlier start or stop. */
    boolean hangs(Installed module) {
        return work.hangs(module);
    }

    private static void failOn(Optional<Trouble> trouble) throws Failed {
        if (trouble.isPresent()) {
            throw new Failed(trouble.get());
        }
    }

    /** What is done to a bundle; true when it has been done and not only been noted. */
    @FunctionalInterface
    private interface Step {
        boolean run() throws BundleException;
    }

    private static boolean alone(ModuleTraffic web, String id, Step step) throws BundleException {
        if (web != null) {
            web.changing(id);
        }
        try {
            return step.run();
        } finally {
            if (web != null) {
                web.changed(id);
            }
        }
    }

    private static void await(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** {@code GET /api/v1/forum/boards}: first paths stay known while a module is off, operations do not. */
    private static boolean isOperation(String words) {
        return words.matches("[A-Z]+ /.*");
    }

    /** Milliseconds of each step: {@code drained 3, stopped 41, let go 12}. */
    private static final class Steps {

        private final StringBuilder words = new StringBuilder();
        private long since = System.nanoTime();

        void done(String step) {
            long now = System.nanoTime();
            words.append(words.isEmpty() ? "" : ", ").append(step).append(' ').append((now - since) / 1_000_000);
            since = now;
        }

        @Override
        public String toString() {
            return words + " ms";
        }
    }
}
