package org.wanrenhui.portal.notify.internal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** What is behind the bell. */
@Component(service = WebResource.class)
@Path("/notifications")
@Produces("text/html")
public final class NoticePages implements WebResource {

    private static final int PAGE = 30;

    /** The notices of a member. */
    public record NoticeList(List<JpaNotices.View> notices, String next, boolean anyUnread) {}

    private final JpaNotices notices;
    private final CurrentRequest request;

    @Activate
    public NoticePages(@Reference JpaNotices notices, @Reference CurrentRequest request) {
        this.notices = notices;
        this.request = request;
    }

    @GET
    @SignedIn
    public Page list(@QueryParam("after") String after) {
        long member = request.requireCaller().id();
        Slice<JpaNotices.View> slice =
                notices.list(member, after, PAGE, request.locale().getLanguage());
        return Page.of("notify/notices", new NoticeList(slice.items(), slice.next(), notices.unread(member) > 0));
    }

    /** Opens one: marks it as seen and goes where it leads. */
    @POST
    @Path("{notice: [0-9]{1,18}}")
    @SignedIn
    @AllowedWhenReadOnly
    public Response open(@PathParam("notice") long id) {
        return Response.seeOther(URI.create(notices.seen(request.requireCaller().id(), id)))
                .build();
    }

    @POST
    @Path("seen")
    @SignedIn
    @AllowedWhenReadOnly
    public Response seen() {
        notices.seen(request.requireCaller().id(), 0);
        return Response.seeOther(URI.create("/notifications")).build();
    }
}
