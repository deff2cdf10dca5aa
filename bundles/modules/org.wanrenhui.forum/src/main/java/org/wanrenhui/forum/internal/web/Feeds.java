package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicLists;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Public;

/** Atom feeds (RFC 4287) of a board and of what is hot. Only what everybody may read. */
@Component(service = WebResource.class)
@Path("/forum")
@Produces("application/atom+xml;charset=utf-8")
public final class Feeds implements WebResource {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Boards boards;
    private final TopicLists lists;
    private final TopicReader reader;
    private final Members members;
    private final CurrentRequest request;

    @Activate
    public Feeds(
            @Reference Boards boards,
            @Reference TopicLists lists,
            @Reference TopicReader reader,
            @Reference Members members,
            @Reference CurrentRequest request) {
        this.boards = boards;
        this.lists = lists;
        this.reader = reader;
        this.members = members;
        this.request = request;
    }

    @GET
    @Path("b/{board}/feed")
    @Public
    public String board(@PathParam("board") String id, @Context UriInfo uri) {
        Board board = boards.require(id, Optional.empty());
        return feed(
                board.title(request.locale()),
                "/forum/b/" + board.slug(),
                lists.newest(board.id(), null, 20).items(),
                uri);
    }

    @GET
    @Path("feed")
    @Public
    public String hot(@Context UriInfo uri) {
        List<Topic> topics = lists.hot(null, 40).items().stream()
                .filter(topic -> reader.mayRead(topic, Optional.empty()))
                .limit(20)
                .toList();
        return feed(request.text("forum.hot"), "/forum/hot", topics, uri);
    }

    private String feed(String title, String path, List<Topic> topics, UriInfo uri) {
        String base = uri.getBaseUri().toString().replaceAll("/$", "");
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            element(xml, "id", base + path);
            element(xml, "title", title);
            element(
                    xml,
                    "updated",
                    topics.stream()
                            .map(Topic::lastAt)
                            .max(Instant::compareTo)
                            .orElse(Instant.EPOCH)
                            .toString());
            link(xml, base + path);
            for (Topic topic : topics) {
                entry(xml, topic, base + "/forum/t/" + topic.id());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void entry(XMLStreamWriter xml, Topic topic, String address) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", address);
        element(xml, "title", topic.title());
        element(xml, "published", topic.createdAt().toString());
        element(xml, "updated", topic.lastAt().toString());
        xml.writeStartElement("author");
        element(
                xml,
                "name",
                members.card(topic.authorId()).map(card -> card.name()).orElse("—"));
        xml.writeEndElement();
        link(xml, address);
        element(
                xml,
                "summary",
                reader.posts(topic, 0, TopicReader.PAGE, false, 0).posts().stream()
                        .filter(shown -> shown.post().opening())
                        .map(shown -> Prose.excerpt(shown.post().body(), 300))
                        .findFirst()
                        .orElse(""));
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("href", address);
    }
}
