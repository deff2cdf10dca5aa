package org.wanrenhui.portal.moderation.internal.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.Test;

public class WordMatcherTest {

    private final WordMatcher matcher = new WordMatcher(List.of("加微信", "VX", "刷单"));

    @Test
    public void findsWordsInTheMiddleOfSentences() {
        assertEquals(Set.of("加微信"), matcher.find("最低价，加微信聊"));
    }

    @Test
    public void evasionsDoNotHelp() {
        assertEquals(Set.of("加微信"), matcher.find("加 微-信"));
        assertEquals(Set.of("加微信"), matcher.find("加\u200b微\u200b信"));
        assertEquals(Set.of("VX"), matcher.find("ｖＸ：12345"));
    }

    @Test
    public void ordinaryTextIsLeftAlone() {
        assertTrue(matcher.find("微信群里说了，周末一起包饺子").isEmpty());
        assertTrue(new WordMatcher(List.of("!!!", "")).find("!!!").isEmpty());
    }
}
