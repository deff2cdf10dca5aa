package org.wanrenhui.portal.api;

import java.util.Map;
import java.util.Optional;

/**
 * Something a member may want to know, shown behind the bell.
 *
 * @param kind  {@code <module>.<what>}: {@code forum.mention}
 * @param key   names what it is about; a second notice with the same key replaces the first instead of standing beside it
 * @param texts one line in each language of the portal, by language: {@code zh}, {@code en}
 * @param href  path that it leads to
 * @param event position of the event that it comes from, so that one delivered twice is told once; 0 for none
 */
public record Notice(String kind, String key, Map<String, String> texts, String href, long event) {

    public Notice {
        texts = Map.copyOf(texts);
        if (kind.isBlank() || key.isBlank() || texts.isEmpty() || !href.startsWith("/")) {
            throw new IllegalArgumentException("A notice needs a kind, a key, a text and a path");
        }
    }

    /** The line in that language, or in another when there is none. */
    public String text(String language) {
        return Optional.ofNullable(texts.get(language))
                .orElseGet(() -> texts.values().iterator().next());
    }
}
