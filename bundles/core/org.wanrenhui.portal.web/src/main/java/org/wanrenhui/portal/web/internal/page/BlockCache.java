package org.wanrenhui.portal.web.internal.page;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** Rendered blocks that may be shown to others, and those being rendered for several pages at once. Thread-safe. */
final class BlockCache {

    private static final int MOST_KEPT = 2_000;
    private static final long OLDEST_NANOS = Duration.ofMinutes(1).toNanos();

    /** All that may make a block look different, except its caller. */
    record Key(String name, String place, long community, String language, String theme) {}

    private record Kept(String html, long until) {}

    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
    private final Map<Key, Future<String>> underWay = new ConcurrentHashMap<>();

    /** The block as it was rendered, unless that is too long ago. */
    Optional<String> find(Key key) {
        Kept known = kept.get(key);
        return known == null || known.until() - System.nanoTime() < 0 ? Optional.empty() : Optional.of(known.html());
    }

    /** The block as it was last rendered, up to a minute past its time: better than none when the new one is late. */
    Optional<String> last(Key key) {
        Kept known = kept.get(key);
        return known == null || known.until() + OLDEST_NANOS - System.nanoTime() < 0
                ? Optional.empty()
                : Optional.of(known.html());
    }

    void keep(Key key, String html, Duration keepFor) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, new Kept(html, System.nanoTime() + keepFor.toNanos()));
    }

    /** The rendering that another page has begun. */
    Optional<Future<String>> underWay(Key key) {
        Future<String> rendering = underWay.get(key);
        if (rendering != null && rendering.isDone()) {
            underWay.remove(key, rendering);
            return Optional.empty();
        }
        return Optional.ofNullable(rendering);
    }

    void begun(Key key, Future<String> rendering) {
        underWay.put(key, rendering);
    }

    void ended(Key key) {
        underWay.remove(key);
    }

    /** Bytes of the kept renderings of a block. */
    long bytes(String name) {
        return kept.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToLong(entry -> 2L * entry.getValue().html().length())
                .sum();
    }

    void forget(String name) {
        kept.keySet().removeIf(key -> key.name().equals(name));
        underWay.keySet().removeIf(key -> key.name().equals(name));
    }
}
