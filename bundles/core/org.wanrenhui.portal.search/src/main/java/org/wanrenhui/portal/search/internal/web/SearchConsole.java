package org.wanrenhui.portal.search.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.search.internal.index.IndexFeed;

/** The operator's page about the search. */
@Component(service = {WebResource.class, PermissionSource.class, NavigationSource.class})
@Path("/console/search")
@Produces("text/html")
public final class SearchConsole implements WebResource, PermissionSource, NavigationSource {

    static final String MANAGE = "search.manage";

    /**
     * State of the index.
     *
     * @param documents how many it holds
     * @param sources   names of what is read into it
     * @param reading   those that are still being read from end to end
     */
    public record State(long documents, List<String> sources, List<String> reading) {

        static State of(IndexFeed feed) {
            return new State(
                    feed.index().size(),
                    feed.sources().keySet().stream().sorted().toList(),
                    feed.reading());
        }
    }

    private final IndexFeed feed;
    private final Audit audit;
    private final CurrentRequest request;

    @Activate
    public SearchConsole(@Reference IndexFeed feed, @Reference Audit audit, @Reference CurrentRequest request) {
        this.feed = feed;
        this.audit = audit;
        this.request = request;
    }

    @GET
    @Requires(MANAGE)
    public Page show() {
        return Page.of("search/console", State.of(feed));
    }

    @POST
    @Path("rebuild")
    @Requires(MANAGE)
    public Response rebuild() {
        feed.rebuild();
        audit.record("search.rebuild", "index", "");
        request.flash(Flash.Kind.OK, request.text("search.flash.rebuild"));
        return Response.seeOther(URI.create("/console/search")).build();
    }

    @Override
    public List<Permission> permissions() {
        return List.of(new Permission(MANAGE, "permission.search.manage", Set.of(Role.OPERATOR)));
    }

    @Override
    public List<NavigationItem> items() {
        return List.of(NavigationItem.office(
                "console.group.system", "search.console", "/console/search", "search", 945, MANAGE));
    }
}
