package org.wanrenhui.forum.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.forum.internal.text.Trust;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.web.Problem;

/** How many topics and posts a member may write in an hour, by trust. Staff is not limited. */
@Component(service = PostingLimits.class)
public final class PostingLimits {

    private final boolean off;
    private final Cache<Long, AtomicInteger> topics = hourly();
    private final Cache<Long, AtomicInteger> posts = hourly();

    @Activate
    public PostingLimits(BundleContext context) {
        this("off".equals(context.getProperty("portal.limits")));
    }

    PostingLimits(boolean off) {
        this.off = off;
    }

    private static Cache<Long, AtomicInteger> hourly() {
        return Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofHours(1))
                .maximumSize(50_000)
                .build();
    }

    /** Counts a topic. Throws {@link Problem} 429 when it is one too many. */
    public void topic(Caller caller) {
        count(topics, caller, Trust.of(caller).topicsPerHour(), "forum.problem.topic-rate");
    }

    /** Counts a post. Throws {@link Problem} 429 when it is one too many. */
    public void post(Caller caller) {
        count(posts, caller, Trust.of(caller).postsPerHour(), "forum.problem.post-rate");
    }

    private void count(Cache<Long, AtomicInteger> counts, Caller caller, int most, String message) {
        if (off || caller.may(Rights.MODERATE, Scope.PORTAL)) {
            return;
        }
        AtomicInteger count = counts.get(caller.id(), id -> new AtomicInteger());
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw Problem.tooMany(message, most);
        }
    }
}
