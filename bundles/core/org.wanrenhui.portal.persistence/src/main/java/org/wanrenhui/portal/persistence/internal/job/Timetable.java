package org.wanrenhui.portal.persistence.internal.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.wanrenhui.portal.api.spi.Job;

/** When a job runs next. */
final class Timetable {

    /** How soon a node looks again at a job that no bundle on it offers. */
    static final Duration ABSENT = Duration.ofSeconds(20);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LAST_RETRY = Duration.ofHours(1);

    private final ZoneId zone;

    Timetable(ZoneId zone) {
        this.zone = zone;
    }

    /** The first run of a job that was never seen. */
    Instant first(Job job, Instant now) {
        return job.dailyAt().isPresent() ? regular(job, now) : now;
    }

    /** The run after one that went well. */
    Instant regular(Job job, Instant now) {
        return job.dailyAt()
                .map(time -> {
                    ZonedDateTime here = now.atZone(zone);
                    ZonedDateTime today = here.with(time);
                    return (today.isAfter(here) ? today : here.plusDays(1).with(time)).toInstant();
                })
                .orElseGet(() -> now.plus(job.every()));
    }

    /** The run after failures in a row: half a minute later, then twice as long each time, never after its regular time. */
    Instant retry(Job job, int failures, Instant now) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        Instant retry = now.plus(pause.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : pause);
        Instant regular = regular(job, now);
        return retry.isBefore(regular) ? retry : regular;
    }
}
