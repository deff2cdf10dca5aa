package org.wanrenhui.portal.notify.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.SignedIn;

/** Notices by API. */
@Component(service = WebResource.class)
@Path("/api/v1/notify/notices")
@Produces("application/json")
public final class NoticesApi implements WebResource {

    /** How many have not been seen. */
    public record Unread(int unread) {}

    private final JpaNotices notices;
    private final CurrentRequest request;

    @Activate
    public NoticesApi(@Reference JpaNotices notices, @Reference CurrentRequest request) {
        this.notices = notices;
        this.request = request;
    }

    @GET
    @SignedIn
    public Slice<JpaNotices.View> list(
            @QueryParam("after") String after, @DefaultValue("20") @QueryParam("limit") int limit) {
        return notices.list(
                request.requireCaller().id(),
                after,
                Math.max(1, Math.min(100, limit)),
                request.locale().getLanguage());
    }

    @GET
    @Path("unread")
    @SignedIn
    public Unread unread() {
        return new Unread(notices.unread(request.requireCaller().id()));
    }

    @PUT
    @Path("seen")
    @SignedIn
    @AllowedWhenReadOnly
    public void seenAll() {
        notices.seen(request.requireCaller().id(), 0);
    }

    @PUT
    @Path("{notice: [0-9]{1,18}}/seen")
    @SignedIn
    @AllowedWhenReadOnly
    public void seen(@PathParam("notice") long id) {
        notices.seen(request.requireCaller().id(), id);
    }
}
