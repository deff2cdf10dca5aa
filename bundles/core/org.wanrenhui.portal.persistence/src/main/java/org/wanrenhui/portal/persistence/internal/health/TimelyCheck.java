package org.wanrenhui.portal.persistence.internal.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.persistence.internal.common.Errors;

/** A check that answers in time even while the database does not: waiting for a connection may take longer. */
public final class TimelyCheck implements HealthCheck {

    private static final long MILLIS = 800;

    private final HealthCheck check;
    private final Executor executor;
    private CompletableFuture<Result> running = CompletableFuture.completedFuture(null);

    public TimelyCheck(HealthCheck check, Executor executor) {
        this.check = check;
        this.executor = executor;
    }

    @Override
    public String name() {
        return check.name();
    }

    @Override
    public Result check() {
        try {
            return begun().get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Result(Status.CRITICAL, "the database does not answer");
        } catch (ExecutionException e) {
            return new Result(Status.CRITICAL, Errors.line(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(Status.WARN, "interrupted");
        }
    }

    /** One at a time: who asks while it hangs waits for the same answer. */
    private synchronized CompletableFuture<Result> begun() {
        if (running.isDone()) {
            running = CompletableFuture.supplyAsync(check::check, executor);
        }
        return running;
    }
}
