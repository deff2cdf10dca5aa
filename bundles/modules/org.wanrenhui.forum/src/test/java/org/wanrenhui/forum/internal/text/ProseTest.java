package org.wanrenhui.forum.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ProseTest {

    @Test
    public void paragraphsQuotesListsAndBold() {
        assertEquals(
                "<p>一行<br>二行</p><p>新段 <strong>重点</strong></p><blockquote class=\"quote\">别人说</blockquote><ul><li>甲</li><li>乙</li></ul>",
                Prose.html("一行\n二行\n\n新段 **重点**\n> 别人说\n- 甲\n- 乙"));
    }

    @Test
    public void nothingWrittenBecomesMarkup() {
        for (String hostile : new String[] {
            "<script>alert(1)</script>",
            "**<img src=x onerror=alert(1)>**",
            "> <svg/onload=alert(1)>",
            "- \"><b>",
            "https://example.org/\"onmouseover=\"alert(1)",
            "javascript:alert(1)",
            "@<b>x"
        }) {
            String html = Prose.html(hostile);
            String without = html.replaceAll(
                    "</?(p|br|ul|li|strong|blockquote)( class=\"quote\")?>|</?b( class=\"mention\")?>|<a rel=\"ugc nofollow noopener\" href=\"https?://[^\"<>]*\">|</a>",
                    "");
            assertFalse(
                    hostile + " → " + html, without.contains("<") || without.contains("\"") || without.contains(">"));
        }
    }

    @Test
    public void linksEndWhereSentencesDo() {
        String html = Prose.html("见 https://example.org/a?b=1&c=2, 谢谢");
        assertTrue(html, html.contains("href=\"https://example.org/a?b=1&amp;c=2\""));
        assertTrue(html, html.contains("</a>, 谢谢"));
    }

    @Test
    public void mentionsAreNames() {
        assertEquals(Set.of("林晓雨", "小马哥"), Prose.mentions("@林晓雨 你看 @小马哥，"));
    }

    @Test
    public void aMentionLeadsToTheLongestNameThatSomebodyBears() {
        assertEquals(
                "<p>谢谢<a class=\"mention\" href=\"/u/7\">@林晓雨</a>你说得对</p>",
                Prose.html("谢谢@林晓雨你说得对", Map.of("林晓雨", 7L, "林晓", 8L)));
        assertTrue(Prose.candidates("@林晓雨你").containsAll(Set.of("林", "林晓", "林晓雨", "林晓雨你")));
        assertEquals("<p>@谁也不是</p>", Prose.html("@谁也不是", Map.of("林晓雨", 7L)));
        assertEquals(Set.of(), Prose.mentions("a.b@example.org"));
        assertEquals("<p><a class=\"mention\" href=\"/u/7\">@a</a>&lt;b&gt;</p>", Prose.html("@a<b>", Map.of("a", 7L)));
    }

    @Test
    public void excerptsCountCharactersNotHalves() {
        assertEquals("😀😀…", Prose.excerpt("😀😀😀", 2));
    }

    @Test
    public void newerAndLivelierIsHotter() {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        assertTrue(HotScore.of(10, 0, noon) > HotScore.of(1, 0, noon));
        assertTrue(HotScore.of(1, 0, noon.plusSeconds(13 * 3600)) > HotScore.of(10, 0, noon));
    }
}
