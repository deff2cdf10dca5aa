package org.wanrenhui.portal.search.internal.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.search.internal.index.Finder;
import org.wanrenhui.portal.search.internal.index.IndexFeed;
import org.wanrenhui.portal.search.internal.index.Snippet;

/** The search by API. */
@Component(service = WebResource.class)
@Path("/api/v1/search")
@Produces("application/json")
public final class SearchApi implements WebResource {

    /** Hits; {@code total} is exact up to a thousand and a lower bound beyond. */
    public record Found(List<HitJson> items, String next, long total, boolean exact) {}

    /** A hit. */
    public record HitJson(
            long id, String source, String title, String href, List<Snippet.Part> snippet, String meta, Instant at) {}

    private final Finder finder;
    private final IndexFeed feed;
    private final CurrentRequest request;

    @Activate
    public SearchApi(@Reference Finder finder, @Reference IndexFeed feed, @Reference CurrentRequest request) {
        this.finder = finder;
        this.feed = feed;
        this.request = request;
    }

    @GET
    @Public
    public Found search(
            @DefaultValue("") @QueryParam("q") String query,
            @DefaultValue("") @QueryParam("source") String source,
            @DefaultValue("0") @QueryParam("community") long community,
            @DefaultValue("20") @QueryParam("limit") int limit,
            @QueryParam("after") String after) {
        Finder.Found found =
                finder.find(query, source, community, request.caller(), after, Math.max(1, Math.min(50, limit)));
        return new Found(
                found.hits().stream()
                        .map(h -> new HitJson(h.id(), h.source(), h.title(), h.href(), h.snippet(), h.meta(), h.at()))
                        .toList(),
                found.next(),
                found.total(),
                found.exact());
    }

    /** What the index holds, and what is still being read into it. */
    @GET
    @Path("index")
    @Requires(SearchConsole.MANAGE)
    public SearchConsole.State index() {
        return SearchConsole.State.of(feed);
    }

    @POST
    @Path("rebuild")
    @Requires(SearchConsole.MANAGE)
    public void rebuild() {
        feed.rebuild();
    }
}
