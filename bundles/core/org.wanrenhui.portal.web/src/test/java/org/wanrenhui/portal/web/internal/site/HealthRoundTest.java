package org.wanrenhui.portal.web.internal.site;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Test;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.api.spi.HealthCheck.Result;
import org.wanrenhui.portal.api.spi.HealthCheck.Status;

public class HealthRoundTest {

    private final HealthRound round = new HealthRound(check -> check.name().startsWith("plugin."));

    @After
    public void close() {
        round.close();
    }

    private static HealthCheck check(String name, Supplier<Result> answer) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Result check() {
                return answer.get();
            }
        };
    }

    @Test
    public void whatThrowsOrHangsIsCriticalAndHoldsNobodyUp() {
        var never = new CountDownLatch(1);
        long began = System.nanoTime();
        var results = round.results(List.of(
                check("a", () -> new Result(Status.OK, "")),
                check("b", () -> {
                    throw new IllegalStateException("broken");
                }),
                check("c", () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new Result(Status.OK, "");
                })));
        assertTrue(System.nanoTime() - began < 5_000_000_000L);
        assertEquals(Status.OK, results.get("a"));
        assertEquals(Status.CRITICAL, results.get("b"));
        assertEquals(Status.CRITICAL, results.get("c"));
    }

    @Test
    public void answersAreKeptForASecond() {
        var asked = new AtomicInteger();
        var checks = List.of(check("a", () -> {
            asked.incrementAndGet();
            return new Result(Status.WARN, "");
        }));
        for (int i = 0; i < 20; i++) {
            assertEquals(Status.WARN, round.results(checks).get("a"));
        }
        assertEquals(1, asked.get());
    }

    @Test
    public void whatIsCriticalForAModuleIsNotForTheNode() {
        var results = round.results(List.of(
                check("portal.a", () -> new Result(Status.CRITICAL, "")),
                check("plugin.a", () -> new Result(Status.CRITICAL, "")),
                check("plugin.b", () -> {
                    throw new IllegalStateException("broken");
                })));
        assertEquals(Status.CRITICAL, results.get("portal.a"));
        assertEquals(Status.WARN, results.get("plugin.a"));
        assertEquals(Status.WARN, results.get("plugin.b"));
    }
}
