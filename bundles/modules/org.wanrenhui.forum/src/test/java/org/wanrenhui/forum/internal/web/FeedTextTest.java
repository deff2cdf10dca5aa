package org.wanrenhui.forum.internal.web;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.wanrenhui.forum.internal.store.Attachment;

public class FeedTextTest {

    private static final FeedText.Feed FEED = new FeedText.Feed(
            "https://portal.example",
            "https://portal.example/forum/b/food",
            "https://portal.example/forum/b/food/feed",
            "吃什么 & <喝什么>",
            List.of(new FeedText.Entry(
                    "https://portal.example/forum/t/7",
                    "]]> \"哪家面好\" <script>",
                    "林晓雨",
                    "老街上那家。",
                    Instant.parse("2026-11-01T08:00:00Z"),
                    Instant.parse("2026-11-02T09:30:00Z"),
                    List.of(new Attachment(
                            5, "面.jpg", true, "image/jpeg", 1234, 640, 427, List.of(320, 640), "ab", "一碗面")))));

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element first(Document document, String name) {
        return (Element) document.getElementsByTagName(name).item(0);
    }

    @Test
    public void atom() throws Exception {
        Document feed = parse(FeedText.atom(FEED));
        assertEquals("http://www.w3.org/2005/Atom", feed.getDocumentElement().getNamespaceURI());
        assertEquals("吃什么 & <喝什么>", first(feed, "title").getTextContent());
        Element entry = first(feed, "entry");
        assertEquals(
                "]]> \"哪家面好\" <script>",
                entry.getElementsByTagName("title").item(0).getTextContent());
        Element enclosure = (Element) entry.getElementsByTagName("link").item(1);
        assertEquals("enclosure", enclosure.getAttribute("rel"));
        assertEquals("https://portal.example/files/5/ab/%E9%9D%A2.jpg", enclosure.getAttribute("href"));
    }

    @Test
    public void rss() throws Exception {
        Document feed = parse(FeedText.rss(FEED));
        assertEquals("2.0", feed.getDocumentElement().getAttribute("version"));
        assertEquals("Sun, 01 Nov 2026 08:00:00 GMT", first(feed, "pubDate").getTextContent());
        assertEquals("1234", first(feed, "enclosure").getAttribute("length"));
        assertEquals("https://portal.example/forum/t/7", first(feed, "guid").getTextContent());
    }
}
