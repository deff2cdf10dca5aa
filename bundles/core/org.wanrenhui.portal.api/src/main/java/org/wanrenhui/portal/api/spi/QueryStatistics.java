package org.wanrenhui.portal.api.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts the statements that the calling thread has sent to the database, over all modules. Costs next to nothing.
 * Thread-safe; every thread sees only its own figures.
 */
@ProviderType
public interface QueryStatistics {

    /** Starts the calling thread's figures anew. */
    void reset();

    /** Statements sent by the calling thread since {@link #reset()}, or since it began. */
    long count();

    /** Time that those statements took, in nanoseconds; fetching of rows not included where the driver streams. */
    long nanos();
}
