package org.wanrenhui.portal.web.internal.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.web.internal.http.Exchange;

/**
 * Pages that were rendered for guests a moment ago, so that a topic everybody opens at once is put into HTML once. A page
 * is found again only by an equal model, which the module has read anew, so what was written since shows at once; what
 * else stands around it, navigation and blocks, is half a second old at most. Belongs to a {@link ModuleView}, so that models
 * go with their module. Thread-safe.
 */
final class GuestPages {

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    /** All that may make two guests' pages differ. */
    private record Traits(Page page, Locale locale, String look, String address, String origin, long community) {}

    /** Traits with their hash, because calculating that of a page of posts costs a tenth of rendering it. */
    static final class Key {

        private final Traits traits;
        private final int hash;

        private Key(Traits traits) {
            this.traits = traits;
            this.hash = traits.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && traits.equals(key.traits);
        }
    }

    /** HTML and, once somebody has asked for it, its packed form. */
    static final class Kept {

        private final byte[] html;
        private volatile byte[] packed;

        private Kept(byte[] html) {
            this.html = html;
        }

        byte[] html() {
            return html;
        }

        byte[] packed() {
            byte[] known = packed;
            if (known == null) {
                known = Gzip.fast(html);
                packed = known;
            }
            return known;
        }
    }

    private final Cache<Key, Kept> pages = Caffeine.newBuilder()
            .expireAfterWrite(MOMENT)
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Kept kept) -> kept.html().length)
            .build();

    /** Whether the exchange is one of a guest to whom nothing is to be said in particular. */
    static boolean concerns(Exchange exchange) {
        return exchange.safe() && exchange.caller().isEmpty() && !exchange.flashed();
    }

    Optional<Kept> find(Key key) {
        return Optional.ofNullable(pages.getIfPresent(key));
    }

    Kept keep(Key key, Renderer.Html rendered) {
        var kept = new Kept(rendered.html());
        if (rendered.shared()) {
            pages.put(key, kept);
        }
        return kept;
    }

    /** Bytes of the pages that are kept. */
    long bytes() {
        pages.cleanUp();
        return pages.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    static Key key(Page page, Exchange exchange) {
        return new Key(new Traits(
                page,
                exchange.locale(),
                exchange.textSize() + exchange.colorScheme(),
                exchange.pathAndQuery(),
                exchange.origin(),
                exchange.community().map(chosen -> chosen.id()).orElse(0L)));
    }
}
