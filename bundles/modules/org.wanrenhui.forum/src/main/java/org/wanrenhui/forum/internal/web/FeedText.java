package org.wanrenhui.forum.internal.web;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.wanrenhui.forum.internal.store.Attachment;

/** Writes a feed as Atom (RFC 4287) or as RSS 2.0. */
final class FeedText {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final DateTimeFormatter RFC822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A topic in a feed. */
    record Entry(
            String address,
            String title,
            String author,
            String summary,
            Instant opened,
            Instant last,
            List<Attachment> files) {}

    /**
     * What a feed consists of.
     *
     * @param base    scheme and host, before the addresses of files
     * @param address of the page that the feed follows
     * @param self    of the feed itself
     */
    record Feed(String base, String address, String self, String title, List<Entry> entries) {

        private Instant updated() {
            return entries.stream().map(Entry::last).max(Instant::compareTo).orElse(Instant.EPOCH);
        }
    }

    /** Something that writes XML. */
    private interface Writing {
        void to(XMLStreamWriter xml) throws XMLStreamException;
    }

    private FeedText() {}

    static String atom(Feed feed) {
        return write(xml -> {
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            element(xml, "id", feed.address());
            element(xml, "title", feed.title());
            element(xml, "updated", feed.updated().toString());
            link(xml, "alternate", feed.address());
            link(xml, "self", feed.self());
            for (Entry entry : feed.entries()) {
                xml.writeStartElement("entry");
                element(xml, "id", entry.address());
                element(xml, "title", entry.title());
                element(xml, "published", entry.opened().toString());
                element(xml, "updated", entry.last().toString());
                xml.writeStartElement("author");
                element(xml, "name", entry.author());
                xml.writeEndElement();
                link(xml, "alternate", entry.address());
                element(xml, "summary", entry.summary());
                for (Attachment file : entry.files()) {
                    xml.writeEmptyElement("link");
                    xml.writeAttribute("rel", "enclosure");
                    xml.writeAttribute("type", file.type());
                    xml.writeAttribute("length", Long.toString(file.size()));
                    xml.writeAttribute("title", file.alt().isEmpty() ? file.name() : file.alt());
                    xml.writeAttribute("href", feed.base() + file.href());
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
        });
    }

    static String rss(Feed feed) {
        return write(xml -> {
            xml.writeStartElement("rss");
            xml.writeNamespace("atom", ATOM);
            xml.writeAttribute("version", "2.0");
            xml.writeStartElement("channel");
            element(xml, "title", feed.title());
            element(xml, "link", feed.address());
            element(xml, "description", feed.title());
            element(xml, "lastBuildDate", RFC822.format(feed.updated()));
            xml.writeEmptyElement("atom", "link", ATOM);
            xml.writeAttribute("rel", "self");
            xml.writeAttribute("type", "application/rss+xml");
            xml.writeAttribute("href", feed.self());
            for (Entry entry : feed.entries()) {
                xml.writeStartElement("item");
                element(xml, "title", entry.title());
                element(xml, "link", entry.address());
                element(xml, "guid", entry.address());
                element(xml, "pubDate", RFC822.format(entry.opened()));
                element(xml, "description", entry.summary());
                if (!entry.files().isEmpty()) {
                    // RSS has room for one
                    Attachment file = entry.files().get(0);
                    xml.writeEmptyElement("enclosure");
                    xml.writeAttribute("url", feed.base() + file.href());
                    xml.writeAttribute("length", Long.toString(file.size()));
                    xml.writeAttribute("type", file.type());
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            writing.to(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }
}
