package org.example.noticeboard.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.wanrenhui.portal.api.Settings;

public class BoardSettingsTest {

    private static final Map<String, String> TOPIC = Map.of("title", "停水", "boardSlug", "notice", "tags", "水,通知");

    private final Map<String, String> values = new HashMap<>();
    private final BoardSettings settings = new BoardSettings(new Settings() {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Map<String, String> withPrefix(String prefix) {
            return values;
        }

        @Override
        public void put(Map<String, String> changed) {
            values.putAll(changed);
        }
    });

    @Test
    public void wantsNothingUntilItIsTold() {
        assertFalse(settings.wants(TOPIC));
    }

    @Test
    public void wantsTopicsOfTheBoardAndTheTag() {
        values.put("noticeboard.board", "notice");
        assertTrue(settings.wants(TOPIC));
        values.put("noticeboard.tag", "电");
        assertFalse(settings.wants(TOPIC));
        values.put("noticeboard.tag", "水");
        assertTrue(settings.wants(TOPIC));
        values.put("noticeboard.board", "food");
        assertFalse(settings.wants(TOPIC));
        values.remove("noticeboard.board");
        assertTrue(settings.wants(TOPIC));
    }

    @Test
    public void neverWantsWhatNotEverybodyMayRead() {
        values.put("noticeboard.board", "notice");
        assertFalse(settings.wants(Map.of("boardSlug", "notice")));
    }
}
