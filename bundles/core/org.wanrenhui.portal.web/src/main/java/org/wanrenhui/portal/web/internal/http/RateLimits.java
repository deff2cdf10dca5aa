package org.wanrenhui.portal.web.internal.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A bucket of permissions for each client address, refilled steadily. Reading is generous, changing things is not. */
final class RateLimits {

    /** How many at once, and how many more each second. */
    record Rate(double burst, double perSecond) {}

    private static final long MOST_CLIENTS = 100_000;

    private final Rate rate;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(15))
            .build();

    RateLimits(Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    Rate rate() {
        return rate;
    }

    /** Takes one permission; otherwise says after how many seconds there will be one. Zero means: go on. */
    int take(String client) {
        return buckets.get(client, key -> new Bucket(rate.burst(), nanos.getAsLong()))
                .take(rate, nanos.getAsLong());
    }

    private static final class Bucket {

        private double left;
        private long filledAt;

        Bucket(double left, long now) {
            this.left = left;
            this.filledAt = now;
        }

        synchronized int take(Rate rate, long now) {
            left = Math.min(rate.burst(), left + (now - filledAt) / 1e9 * rate.perSecond());
            filledAt = now;
            if (left >= 1) {
                left--;
                return 0;
            }
            return (int) Math.ceil((1 - left) / rate.perSecond());
        }
    }
}
