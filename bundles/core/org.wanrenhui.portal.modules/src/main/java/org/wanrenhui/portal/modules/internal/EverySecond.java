package org.wanrenhui.portal.modules.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own, a second after it has ended. What it throws ends only this time. */
public final class EverySecond implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);

    private final ScheduledExecutorService executor;

    public EverySecond(String threadName, Runnable task) {
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, threadName);
            daemon.setDaemon(true);
            return daemon;
        });
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // Services come and go under it; the next time finds them as they are then.
                        LOG.debug("{} could not look this time", threadName, e);
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
