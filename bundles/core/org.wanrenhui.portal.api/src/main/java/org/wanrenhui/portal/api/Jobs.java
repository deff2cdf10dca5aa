package org.wanrenhui.portal.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Recurring work as the console shows it. Thread-safe. */
@ProviderType
public interface Jobs {

    /**
     * One job.
     *
     * @param name       its lasting name
     * @param present    whether this node has it now; the job of a module that is off rests
     * @param paused     whether an operator has stopped it until further notice
     * @param running    whether a node is running it
     * @param lastStart  when it last began; empty before the first run
     * @param lastMillis how long the last completed run took; 0 before the first
     * @param failures   runs that failed in a row; 0 when the last one went well
     * @param error      what the last run threw, one line; empty when it went well
     * @param next       when it is due; empty while it is resting
     */
    record Status(
            String name,
            boolean present,
            boolean paused,
            boolean running,
            Optional<Instant> lastStart,
            long lastMillis,
            int failures,
            String error,
            Optional<Instant> next) {}

    /** Every job ever seen, by name. */
    List<Status> all();

    /**
     * Makes it due at once. False when no node's job has that name, it is running or paused, or this node does not have it.
     */
    boolean runNow(String name);

    /**
     * Stops it on all nodes until further notice, or lets it go on; a run that has begun is finished. False when there was
     * never a job of that name.
     */
    boolean pause(String name, boolean paused);
}
