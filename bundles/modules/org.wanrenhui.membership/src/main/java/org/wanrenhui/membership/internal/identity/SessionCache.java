package org.wanrenhui.membership.internal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.Caller;

/** Answers of the last second by token hash, dropped at once on this node when a session or member changes. */
@Component(service = SessionCache.class)
public final class SessionCache {

    /** What was found; {@code memberId} is 0 for an unknown token. */
    record Known(long memberId, Optional<Caller> caller) {}

    private final Cache<String, Known> kept = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    Known get(String tokenHash) {
        return kept.getIfPresent(tokenHash);
    }

    void put(String tokenHash, Known known) {
        kept.put(tokenHash, known);
    }

    /** Forgets a session. */
    public void dropToken(String tokenHash) {
        kept.invalidate(tokenHash);
    }

    /** Forgets every session of a member. */
    public void dropMember(long memberId) {
        kept.asMap().values().removeIf(known -> known.memberId() == memberId);
    }
}
