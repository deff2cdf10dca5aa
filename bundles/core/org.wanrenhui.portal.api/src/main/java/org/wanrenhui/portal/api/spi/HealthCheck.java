package org.wanrenhui.portal.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** Says whether a part of the module is well. Must answer within a second, on any thread. */
@ConsumerType
public interface HealthCheck {

    /**
     * What was found.
     *
     * @param status how it is
     * @param words  one sentence for an operator
     */
    record Result(Status status, String words) {}

    /**
     * How a part is; {@code CRITICAL} takes the node out of the load balancer, unless it is said by a module that can be
     * switched off: that is shown to the operator, and the node goes on.
     */
    enum Status {
        OK,
        WARN,
        CRITICAL
    }

    /** {@code <module>.<what>}. */
    String name();

    /** How the part is now; an exception counts as {@code CRITICAL}. */
    Result check();
}
