package org.wanrenhui.portal.api.spi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Requests by module, as the web layer counts them. */
@ConsumerType
public interface ModuleTraffic {

    /**
     * Figures of one module. Counts are of this node since it started.
     *
     * @param perMinute    requests in each of the last 30 minutes, oldest first
     * @param requests     requests that have ended
     * @param millis       time that they took together
     * @param p95Millis    95th percentile of the last five minutes; 0 without requests
     * @param errors       answers of 500 and above, and blocks that threw or did not return
     * @param late         pages that did not wait any longer for a block
     * @param lastError    what went wrong last, in words for the operator, or empty
     * @param lastErrorAt  when, or empty
     */
    record Figures(
            List<Integer> perMinute,
            long requests,
            long millis,
            long p95Millis,
            long errors,
            long late,
            String lastError,
            Optional<Instant> lastErrorAt) {}

    /** Figures of a module, its last error in the language; zeros when it has served nothing. */
    Figures figures(String moduleId, Locale locale);

    /** Requests that the module is serving right now. */
    int inFlight(String moduleId);

    /**
     * Ends what threads of the web layer still do in a module that is off: interrupts them, or, if asked to and where the
     * Java runtime can, stops them.
     *
     * @return how many were still in it when asked
     */
    int end(String moduleId, boolean byForce);

    /** Bytes of rendered pages and blocks of the module that are kept to be shown again. */
    long keptBytes(String moduleId);

    /** Whether the resources that the module has registered are being served. */
    boolean serving(String moduleId);

    /**
     * Begins a change of the module: until {@link #changed}, its resources come or go one by one, and what served it before
     * stays. Without this the web layer would put the module together several times on the way. A call that is not followed
     * by {@code changed} leaves the module as it was.
     */
    default void changing(String moduleId) {}

    /** Ends the change: the module is put together at once, from what it has registered now. Does not wait for that. */
    default void changed(String moduleId) {}

    /** First paths, API operations, blocks and navigation items that the module brings, for the plan; readable words. */
    List<String> surface(String moduleId);
}
