package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicLists;
import org.wanrenhui.forum.internal.store.TopicReader;
import org.wanrenhui.forum.internal.text.Prose;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Public;

/** Feeds of a board and of what is hot, as Atom and as RSS. Only what everybody may read. */
@Component(service = WebResource.class)
@Path("/forum")
public final class Feeds implements WebResource {

    private static final int MOST = 20;
    private static final String ATOM = "application/atom+xml;charset=utf-8";
    private static final String RSS = "application/rss+xml;charset=utf-8";

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
    @Produces(ATOM)
    @Public
    public String board(@PathParam("board") String id, @Context UriInfo uri) {
        return FeedText.atom(ofBoard(id, uri));
    }

    @GET
    @Path("b/{board}/rss")
    @Produces(RSS)
    @Public
    public String boardRss(@PathParam("board") String id, @Context UriInfo uri) {
        return FeedText.rss(ofBoard(id, uri));
    }

    @GET
    @Path("feed")
    @Produces(ATOM)
    @Public
    public String hot(@Context UriInfo uri) {
        return FeedText.atom(ofHot(uri));
    }

    @GET
    @Path("rss")
    @Produces(RSS)
    @Public
    public String hotRss(@Context UriInfo uri) {
        return FeedText.rss(ofHot(uri));
    }

    private FeedText.Feed ofBoard(String id, UriInfo uri) {
        Board board = boards.require(id, Optional.empty());
        return feed(
                board.title(request.locale()),
                "/forum/b/" + board.slug(),
                lists.newest(board.id(), null, MOST).items(),
                uri);
    }

    private FeedText.Feed ofHot(UriInfo uri) {
        List<Topic> topics = lists.hot(null, 2 * MOST).items().stream()
                .filter(topic -> reader.mayRead(topic, Optional.empty()))
                .limit(MOST)
                .toList();
        return feed(request.text("forum.hot"), "/forum/hot", topics, uri);
    }

    private FeedText.Feed feed(String title, String path, List<Topic> topics, UriInfo uri) {
        String base = uri.getBaseUri().toString().replaceAll("/$", "");
        return new FeedText.Feed(
                base,
                base + path,
                uri.getAbsolutePath().toString(),
                title,
                topics.stream().map(topic -> entry(topic, base)).toList());
    }

    private FeedText.Entry entry(Topic topic, String base) {
        Optional<TopicReader.Shown> opening = reader.posts(topic, 0, TopicReader.PAGE, false, 0).posts().stream()
                .filter(shown -> shown.post().opening())
                .findFirst();
        return new FeedText.Entry(
                base + "/forum/t/" + topic.id(),
                topic.title(),
                members.card(topic.authorId()).map(MemberCard::name).orElse("—"),
                opening.map(shown -> Prose.excerpt(shown.post().body(), 300)).orElse(""),
                topic.createdAt(),
                topic.lastAt(),
                opening.map(TopicReader.Shown::files).orElse(List.of()));
    }
}
