package org.wanrenhui.membership.internal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.web.Problem;

/**
 * Counts failures by name over a window that begins with the first one. An attempt is counted before it is made and taken
 * back when it succeeds, so that many at once cannot slip through. Counts live on this node only.
 */
@Component(service = SignInThrottle.class)
public final class SignInThrottle {

    static final Duration WINDOW = Duration.ofMinutes(15);

    private final Cache<String, int[]> counts;
    private final boolean byAddress;

    @Activate
    public SignInThrottle(BundleContext context) {
        this(Ticker.systemTicker(), !"off".equals(context.getProperty("portal.limits")));
    }

    /** {@code byAddress} is false where one machine plays many people: in tests and under load. */
    public SignInThrottle(Ticker ticker, boolean byAddress) {
        this.byAddress = byAddress;
        counts = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .build();
    }

    /** Counts an attempt. Throws {@link Problem} 429 when there were {@code most} in the window already. */
    public void attempt(String name, int most) {
        int[] count = counts.get(name, key -> new int[1]);
        synchronized (count) {
            if (count[0] >= most) {
                throw Problem.tooMany("membership.throttled", WINDOW.toMinutes());
            }
            count[0]++;
        }
    }

    /** Counts an attempt by where it came from; see {@link #attempt(String, int)}. */
    public void attemptFrom(String what, String address, int most) {
        if (byAddress) {
            attempt(what + "-from:" + address, local(address) ? Integer.MAX_VALUE : most);
        }
    }

    /** The machine itself (scripts of the operator) is not limited by address, only by login. */
    private static boolean local(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    /** Takes back one attempt by where it came from. */
    public void undoFrom(String what, String address) {
        undo(what + "-from:" + address);
    }

    /** Takes one attempt back. */
    public void undo(String name) {
        int[] count = counts.getIfPresent(name);
        if (count != null) {
            synchronized (count) {
                count[0] = Math.max(0, count[0] - 1);
            }
        }
    }

    /** Forgets a name, for example after its password was changed. */
    public void forget(String name) {
        counts.invalidate(name);
    }
}
