package org.wanrenhui.portal.persistence.internal.outbox;

import java.time.Duration;

/** How long a failed event waits for its next try. */
@FunctionalInterface
public interface Backoff {

    /** Tries before an event is a dead letter. */
    int TRIES = 10;

    /** One second, three, nine, … an hour at most: the tenth try comes about two hours after the first. */
    Backoff USUAL = tries -> {
        long seconds = (long) Math.pow(3, Math.min(tries - 1, 8));
        return Duration.ofSeconds(Math.min(seconds, 3600));
    };

    /** The pause after that many failed tries. */
    Duration after(int tries);
}
