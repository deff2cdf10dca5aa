package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.api.Paging;
import org.wanrenhui.membership.internal.people.Ties;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** Whom one follows, who follows, whom one has blocked. */
@Component(service = WebResource.class)
@Path("/me/ties")
public final class TiePages implements WebResource {

    private final Ties ties;
    private final CurrentRequest request;

    @Activate
    public TiePages(@Reference Ties ties, @Reference CurrentRequest request) {
        this.ties = ties;
        this.request = request;
    }

    /** One of the three lists. */
    public record TiesView(String side, List<MemberCard> cards, String next) {}

    private static final int ROWS = 30;

    @GET
    @SignedIn
    public Page list(@QueryParam("side") String side, @QueryParam("after") String after) {
        Ties.Side shown = Stream.of(Ties.Side.values())
                .filter(s -> s.name().equalsIgnoreCase(side))
                .findFirst()
                .orElse(Ties.Side.FOLLOWED);
        Slice<MemberCard> slice = ties.list(request.requireCaller().id(), shown, Paging.before(after), ROWS);
        return Page.of("membership/me-ties", new TiesView(shown.name(), slice.items(), slice.next()));
    }
}
