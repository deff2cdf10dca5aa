package org.wanrenhui.portal.search.internal.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.spi.SearchSource;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.search.internal.index.Finder;
import org.wanrenhui.portal.search.internal.index.IndexFeed;
import org.wanrenhui.portal.search.internal.index.Snippet;

/** The search page. */
@Component(service = WebResource.class)
@Path("/search")
@Produces("text/html")
public final class SearchPages implements WebResource {

    private static final int PAGE = 20;

    /** What the theme's template shows. */
    public record SearchPage(
            String query,
            String source,
            long community,
            List<Result> results,
            String next,
            long total,
            List<Chip> sources,
            List<Place> places) {}

    /** A community to look in. */
    public record Place(String value, String title) {}

    /** A hit. */
    public record Result(
            String title,
            List<Snippet.Part> titleParts,
            String href,
            List<Snippet.Part> snippetParts,
            String meta,
            Instant when) {}

    /** A filter. */
    public record Chip(String title, String href, boolean current) {}

    private final Finder finder;
    private final IndexFeed feed;
    private final Communities communities;
    private final CurrentRequest request;
    private final SourceTitles titles = new SourceTitles();

    @Activate
    public SearchPages(
            @Reference Finder finder,
            @Reference IndexFeed feed,
            @Reference Communities communities,
            @Reference CurrentRequest request) {
        this.communities = communities;
        this.finder = finder;
        this.feed = feed;
        this.request = request;
    }

    @GET
    @Public
    public Page search(
            @DefaultValue("") @QueryParam("q") String query,
            @DefaultValue("") @QueryParam("source") String source,
            @DefaultValue("") @QueryParam("community") String place,
            @QueryParam("after") String after) {
        // What cannot be a community filters nothing, as with addresses that people shorten by hand.
        long community = place.matches("[0-9]{1,18}") ? Long.parseLong(place) : 0;
        Finder.Found found = finder.find(query, source, community, request.caller(), after, PAGE);
        List<Result> results = found.hits().stream()
                .map(hit -> new Result(hit.title(), hit.titleParts(), hit.href(), hit.snippet(), hit.meta(), hit.at()))
                .toList();
        return Page.of(
                "portal/search",
                new SearchPage(
                        query,
                        source,
                        community,
                        results,
                        found.next(),
                        found.total(),
                        chips(query, source, community),
                        places()));
    }

    private List<Place> places() {
        return communities.all().stream()
                .map(c -> new Place(Long.toString(c.id()), c.name()))
                .toList();
    }

    private List<Chip> chips(String query, String source, long community) {
        Set<String> names = feed.sources().keySet();
        if (names.size() < 2) {
            return List.of();
        }
        String path = "/search?q=" + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8)
                + (community == 0 ? "" : "&community=" + community);
        List<Chip> chips = new ArrayList<>();
        chips.add(new Chip(request.text("search.all"), path, source.isEmpty()));
        feed.sources().values().stream()
                .sorted(java.util.Comparator.comparing(SearchSource::name))
                .forEach(s -> chips.add(new Chip(
                        titles.of(s, request.locale()),
                        path + "&source=" + s.name(),
                        s.name().equals(source))));
        return chips;
    }
}
