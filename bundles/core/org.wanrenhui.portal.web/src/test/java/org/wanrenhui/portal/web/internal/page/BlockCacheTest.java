package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

public class BlockCacheTest {

    private static final BlockCache.Key KEY = new BlockCache.Key("forum.hot", "home.main", 1, "zh", "");

    private final BlockCache cache = new BlockCache();

    @Test
    public void aBlockIsKeptForItsTime() {
        cache.keep(KEY, "<p>", Duration.ofMinutes(1));
        assertEquals(Optional.of("<p>"), cache.find(KEY));
        assertFalse(cache.find(new BlockCache.Key("forum.hot", "home.main", 2, "zh", ""))
                .isPresent());
        cache.keep(KEY, "<p>", Duration.ofNanos(-1));
        assertFalse(cache.find(KEY).isPresent());
        assertEquals("when the new one is late", Optional.of("<p>"), cache.last(KEY));
        cache.keep(KEY, "<p>", Duration.ofMinutes(-2));
        assertFalse(cache.last(KEY).isPresent());
    }

    @Test
    public void nothingRemainsOfABlockThatIsGone() {
        cache.keep(KEY, "<p>", Duration.ofMinutes(1));
        cache.begun(KEY, new CompletableFuture<>());
        cache.forget("forum.hot");
        assertFalse(cache.find(KEY).isPresent());
        assertFalse(cache.last(KEY).isPresent());
        assertFalse(cache.underWay(KEY).isPresent());
    }

    @Test
    public void onlyWhatIsStillRenderedIsShared() {
        var rendering = new CompletableFuture<String>();
        cache.begun(KEY, rendering);
        assertTrue(cache.underWay(KEY).isPresent());
        rendering.complete("<p>");
        assertFalse(cache.underWay(KEY).isPresent());
    }
}
