package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class TextsTest {

    private final Texts texts = Texts.of(
            Map.of("greet", "你好，{0}", "only", "只有中文"),
            Map.of("greet", "Don't worry, {0}", "many", "{0,choice,1#one isn't|1<{0} are}", "plain", "It's {unset"));

    private String english(String key, Object... arguments) {
        return texts.find(Locale.ENGLISH, key, arguments).orElse("-");
    }

    @Test
    public void argumentsGoWhereTheyBelong() {
        assertEquals(Optional.of("你好，王阿姨"), texts.find(Locale.SIMPLIFIED_CHINESE, "greet", "王阿姨"));
        assertEquals("Don't worry, {0}", english("greet", "{0}"));
        assertEquals("Don't worry, 1,200", english("greet", 1200));
        assertEquals("one isn't", english("many", 1));
        assertEquals("3 are", english("many", 3));
    }

    @Test
    public void aMissingTextIsMissedQuietly() {
        assertEquals("只有中文", english("only"));
        assertEquals("It's {unset", english("plain", 1));
        assertEquals("-", english("none"));
    }

    @Test
    public void timesAreSaidAsPeopleSayThem() {
        var moments = new Moments(ZoneId.of("Asia/Shanghai"));
        Instant now = Instant.parse("2026-05-10T04:00:00Z");
        assertEquals("刚刚", moments.ago(now.minusSeconds(20), now, Locale.SIMPLIFIED_CHINESE));
        assertEquals("5 分钟前", moments.ago(now.minus(Duration.ofMinutes(5)), now, Locale.SIMPLIFIED_CHINESE));
        assertEquals("1 day ago", moments.ago(now.minus(Duration.ofHours(30)), now, Locale.ENGLISH));
        assertEquals("4月20日", moments.ago(Instant.parse("2026-04-20T01:00:00Z"), now, Locale.SIMPLIFIED_CHINESE));
        assertEquals("20 Apr 2025", moments.ago(Instant.parse("2025-04-20T01:00:00Z"), now, Locale.ENGLISH));
    }
}
