package org.wanrenhui.portal.modules.internal.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleThreads;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;

/**
 * Starts and stops bundles on threads of their own: the module's code runs meanwhile, and may never come back. Who waits for
 * it does so for a limited time.
 */
final class BundleWork {

    private static final Logger LOG = LoggerFactory.getLogger(BundleWork.class);
    private static final Duration TO_LISTEN = Duration.ofSeconds(1);

    private final Supplier<Duration> limit;
    private final Predicate<String> busy;
    private final Map<Long, Thread> hanging = new ConcurrentHashMap<>();

    /**
     * @param limit how long a module may take
     * @param busy  whether the portal is doing something for a module that does not count
     */
    BundleWork(Supplier<Duration> limit, Predicate<String> busy) {
        this.limit = limit;
        this.busy = busy;
    }

    /** What is done to a bundle. */
    @FunctionalInterface
    interface Step {
        void run() throws BundleException;
    }

    /** Whether an earlier step has not come back. Nothing can be done to the bundle meanwhile: the framework has locked it. */
    boolean hangs(Installed module) {
        Thread thread = hanging.get(module.bundle().getBundleId());
        return thread != null && thread.isAlive();
    }

    /**
     * Does a step and returns when it is done. Throws what the step throws, and {@link Transition.Failed} when it takes too
     * long; then its thread has been ended, or is left behind where that cannot be.
     *
     * @param undo done after a step that comes back too late
     */
    void run(Installed module, Step step, Step undo) throws BundleException {
        if (hangs(module)) {
            throw hung();
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(module, step, done), "portal-module-" + module.id());
        thread.setDaemon(true);
        thread.start();
        if (await(done, module.id())) {
            return;
        }
        LOG.error("Module {} does not come back from starting or stopping:{}", module.id(), where(thread));
        hanging.put(module.bundle().getBundleId(), thread);
        done.whenComplete((nothing, failure) -> late(module, undo));
        thread.interrupt();
        if (!ended(done)) {
            ModuleThreads.stop(thread);
            ended(done);
        }
        throw hung();
    }

    private void complete(Installed module, Step step, CompletableFuture<Void> done) {
        try {
            // threads that the module begins inherit it and are known by it
            Thread.currentThread().setContextClassLoader(loader(module.bundle()));
            step.run();
            done.complete(null);
        } catch (Throwable e) {
            // also what a thread is stopped with: whoever waits for it must hear of it
            done.completeExceptionally(e);
        }
    }

    /** Until it is done or its time is up; time in which the portal is busy for it does not count. */
    private boolean await(CompletableFuture<Void> done, String id) throws BundleException {
        long left = limit.get().toNanos();
        while (left > 0) {
            long before = System.nanoTime();
            try {
                done.get(Math.min(left, 200_000_000L), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                left -= busy.test(id) ? 0 : System.nanoTime() - before;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BundleException known) {
                    throw known;
                }
                throw new BundleException(String.valueOf(e.getCause()), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static boolean ended(CompletableFuture<Void> done) {
        try {
            done.get(TO_LISTEN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return done.isDone();
    }

    /** On the thread that came back too late: nobody waits for it, and what it has started is not wanted. */
    private void late(Installed module, Step undo) {
        hanging.remove(module.bundle().getBundleId());
        Thread.interrupted(); // it was meant for the module
        try {
            undo.run();
        } catch (BundleException | RuntimeException e) {
            LOG.error("Module {} came back too late and does not stop cleanly", module.id(), e);
        }
    }

    private Transition.Failed hung() {
        return new Transition.Failed(
                Trouble.of("module.trouble.hangs", String.valueOf(limit.get().toSeconds())));
    }

    private static ClassLoader loader(Bundle bundle) {
        if (bundle.getState() == Bundle.INSTALLED) {
            FrameworkUtil.getBundle(BundleWork.class)
                    .getBundleContext()
                    .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                    .adapt(FrameworkWiring.class)
                    .resolveBundles(List.of(bundle));
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? BundleWork.class.getClassLoader() : wiring.getClassLoader();
    }

    private static String where(Thread thread) {
        StringBuilder lines = new StringBuilder();
        for (StackTraceElement element : thread.getStackTrace()) {
            lines.append("\n\tat ").append(element);
        }
        return lines.toString();
    }
}
