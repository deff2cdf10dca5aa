package org.wanrenhui.portal.api.spi;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Work that recurs. Runs on one node of a cluster at a time; failures are retried and shown in the console. */
@ConsumerType
public interface Job {

    /** Lasting name, {@code <module>.<what>}. */
    String name();

    /** Pause between the end of a run and the next; ignored when {@link #dailyAt()} is given. */
    Duration every();

    /** Time of day, portal's zone, for daily jobs. */
    default Optional<LocalTime> dailyAt() {
        return Optional.empty();
    }

    /** One run. */
    void run() throws Exception;
}
