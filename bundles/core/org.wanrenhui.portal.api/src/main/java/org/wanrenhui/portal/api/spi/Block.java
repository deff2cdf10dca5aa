package org.wanrenhui.portal.api.spi;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.web.Page;

/**
 * Fills a place in pages: {@code home.notices}, {@code home.main}, {@code home.side}, {@code home.figures},
 * {@code community.notices}, {@code community.main}, {@code community.side}. A block that throws or exceeds its time
 * budget (300 ms; 2 s when rendered for the first time) is left out of the page, or shown as it was a moment ago, and its
 * module's health shows it. Thread-safe.
 */
@ConsumerType
public interface Block {

    /** What a block knows of the page it stands in. Either may be empty. */
    record Context(Optional<Caller> caller, Optional<Community> community, java.util.Locale locale) {}

    /** Name, {@code <module>.<what>}: {@code forum.hot}. An operator orders and hides blocks by it. */
    String name();

    /** Places that it fills. */
    java.util.Set<String> places();

    /** Smaller comes first; an operator may say otherwise. */
    default int order() {
        return 1000;
    }

    /** The fragment, or empty to show nothing. Called off the request thread: take the caller from the context. */
    Optional<Page> show(String place, Context context);

    /**
     * How long the rendered block may be kept and shown to others; only for blocks that look at nothing of the caller.
     * Kept by place, community and language.
     */
    default Duration keepFor() {
        return Duration.ZERO;
    }
}
