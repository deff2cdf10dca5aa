package org.wanrenhui.portal.web.internal.http;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request in the logger {@code access}: failures of the portal at level INFO, everything else at DEBUG.
 * The queries are those of the request's own thread, without those of blocks. Neither who asked nor from where is written, nor anything of the query.
 */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final int LONGEST_SEGMENT = 24;

    private AccessLog() {}

    static void write(Exchange exchange, String method, long nanos, long queries) {
        int status = exchange.response().getStatus();
        boolean failed = status >= 500;
        if (!failed && !LOG.isDebugEnabled()) {
            return;
        }
        String line = exchange.requestId() + " " + exchange.moduleId() + " " + method + " " + shown(exchange.path())
                + " " + status + " " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms " + queries + " queries";
        if (failed) {
            LOG.info(line);
        } else {
            LOG.debug(line);
        }
    }

    /** The path without anything that is long enough to be a token or a person's words. */
    static String shown(String path) {
        if (path.length() <= LONGEST_SEGMENT) {
            return path;
        }
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = segments[i].length() > LONGEST_SEGMENT ? "…" : segments[i];
        }
        return String.join("/", segments);
    }
}
