package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Public;

/** Finding a community by district, street or name. */
@Component(service = WebResource.class)
@Path("/communities")
public final class FinderPages implements WebResource {

    private final CommunityFinder finder;
    private final CurrentRequest request;

    @Activate
    public FinderPages(@Reference CommunityFinder finder, @Reference CurrentRequest request) {
        this.finder = finder;
        this.request = request;
    }

    @GET
    @Public
    public Page find(@QueryParam("district") long district, @QueryParam("q") String query) {
        return Page.of("membership/communities", finder.find(request.caller(), district, Forms.text(query)));
    }
}
