package org.wanrenhui.portal.persistence.internal.health;

import java.util.List;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.data.DeadLetters.Backlog;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** Says whether events reach their consumers. Consumers that are switched off may be behind. */
public final class EventsHealth implements HealthCheck {

    private static final long MUCH = 10_000;

    private final DeadLetters letters;

    public EventsHealth(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public String name() {
        return "portal.events";
    }

    @Override
    public Result check() {
        List<Backlog> backlogs = letters.backlogs();
        long behind = backlogs.stream()
                .filter(Backlog::present)
                .mapToLong(Backlog::behind)
                .max()
                .orElse(0);
        long waiting = backlogs.stream().mapToLong(Backlog::waiting).sum();
        long dead = backlogs.stream().mapToLong(Backlog::dead).sum();
        return new Result(
                dead > 0 || behind > MUCH ? Status.WARN : Status.OK,
                behind + " events behind at most, " + waiting + " waiting to be tried again, " + dead
                        + " dead letters");
    }
}
