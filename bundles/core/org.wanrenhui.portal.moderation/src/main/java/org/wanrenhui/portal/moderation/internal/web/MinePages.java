package org.wanrenhui.portal.moderation.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.SignedIn;
import org.wanrenhui.portal.moderation.internal.store.Cases;
import org.wanrenhui.portal.moderation.internal.store.Sanctions;

/** What happened to a member's own content, and the way to appeal. */
@Component(service = WebResource.class)
@Path("/moderation/mine")
@Produces("text/html")
public final class MinePages implements WebResource {

    /** Cases and sanctions of the reader. */
    public record Mine(List<Cases.Case> cases, List<Sanctions.Sanction> sanctions) {}

    private final Cases cases;
    private final Sanctions sanctions;
    private final CurrentRequest request;

    @Activate
    public MinePages(@Reference Cases cases, @Reference Sanctions sanctions, @Reference CurrentRequest request) {
        this.cases = cases;
        this.sanctions = sanctions;
        this.request = request;
    }

    @GET
    @SignedIn
    public Page mine() {
        long id = request.requireCaller().id();
        return Page.of("moderation/mine", new Mine(cases.of(id), sanctions.of(id)));
    }

    @POST
    @Path("sanctions/{id: [0-9]{1,18}}/appeal")
    @SignedIn
    @AllowedWhenReadOnly
    public Response appealSanction(@PathParam("id") long id, @FormParam("words") String words) {
        return attempt(() -> sanctions.appeal(id, request.requireCaller(), words));
    }

    private Response attempt(Runnable appeal) {
        try {
            appeal.run();
            request.flash(Flash.Kind.OK, request.text("moderation.flash.appealed"));
        } catch (Problem problem) {
            if (problem.status() != 409 && problem.status() != 422) {
                throw problem;
            }
            String key = problem.fields().values().stream().findFirst().orElse(problem.getMessage());
            request.flash(Flash.Kind.BAD, request.text(key, problem.arguments()));
        }
        return Response.seeOther(URI.create("/moderation/mine")).build();
    }

    @POST
    @Path("{id: [0-9]{1,18}}/appeal")
    @SignedIn
    public Response appeal(@PathParam("id") long id, @FormParam("words") String words) {
        return attempt(() -> cases.appeal(id, request.requireCaller(), words));
    }
}
