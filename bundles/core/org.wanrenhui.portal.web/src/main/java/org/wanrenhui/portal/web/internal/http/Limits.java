package org.wanrenhui.portal.web.internal.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.web.internal.Surroundings;

/**
 * Keeps a client from asking more often than people do. Requests a minute are the settings {@code web.limit.reads} and
 * {@code web.limit.changes}; the framework property {@code portal.limits=off} lifts both, for load tests.
 */
@Component(service = Limits.class)
public final class Limits {

    private static final int READS = 3_600;
    private static final int CHANGES = 120;

    private final Surroundings surroundings;
    private final boolean lifted;
    private volatile RateLimits reads = new RateLimits(rate(READS, 6), System::nanoTime);
    private volatile RateLimits changes = new RateLimits(rate(CHANGES, 2), System::nanoTime);

    @Activate
    public Limits(BundleContext context, @Reference Surroundings surroundings) {
        this.surroundings = surroundings;
        this.lifted = "off".equals(context.getProperty("portal.limits"));
    }

    /** Throws {@link Problem} 429, with the time to wait in the header, when the client must wait. */
    void check(Exchange exchange) {
        if (lifted || local(exchange.clientAddress()) || exchange.path().startsWith("/health/")) {
            return;
        }
        int wait = (exchange.safe() ? reads() : changes()).take(client(exchange.clientAddress()));
        if (wait > 0) {
            exchange.response().setHeader("Retry-After", Integer.toString(wait));
            throw Problem.tooMany("problem.too-many-requests", wait);
        }
    }

    /** The machine itself (monitoring, scripts) is not limited; a proxy on it is known by the address it forwards. */
    static boolean local(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    private RateLimits reads() {
        RateLimits.Rate wanted = rate(perMinute("web.limit.reads", READS), 6);
        if (!reads.rate().equals(wanted)) {
            reads = new RateLimits(wanted, System::nanoTime);
        }
        return reads;
    }

    private RateLimits changes() {
        RateLimits.Rate wanted = rate(perMinute("web.limit.changes", CHANGES), 2);
        if (!changes.rate().equals(wanted)) {
            changes = new RateLimits(wanted, System::nanoTime);
        }
        return changes;
    }

    private int perMinute(String key, int fallback) {
        String set = surroundings.setting(key, "").trim();
        return set.matches("[1-9][0-9]{0,7}") ? Integer.parseInt(set) : fallback;
    }

    /** At once as much as in that part of a minute. */
    private static RateLimits.Rate rate(int perMinute, int part) {
        return new RateLimits.Rate(Math.max(1, perMinute / part), perMinute / 60.0);
    }

    /** Whoever has one IPv6 address has all that begin with the same 64 bits. */
    static String client(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // a text with a colon is never looked up in the DNS
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
