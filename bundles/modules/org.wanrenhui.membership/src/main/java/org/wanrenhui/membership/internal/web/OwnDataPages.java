package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.OwnData;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** A member's right to a copy of the own data and to an end. */
@Component(service = WebResource.class)
@Path("/me/data")
public final class OwnDataPages implements WebResource {

    private final OwnData data;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public OwnDataPages(@Reference OwnData data, @Reference CurrentRequest request, @Reference Forms forms) {
        this.data = data;
        this.request = request;
        this.forms = forms;
    }

    /** The page. */
    public record DataView(List<FieldError> errors) {}

    @GET
    @SignedIn
    public Page show() {
        return page(List.of());
    }

    private static Page page(List<FieldError> errors) {
        return Page.of("membership/me-data", new DataView(errors));
    }

    @GET
    @Path("/copy.json")
    @Produces("application/json")
    @SignedIn
    public Response copy() {
        return Response.ok(data.export(request.requireCaller().id()))
                .header("Content-Disposition", "attachment; filename=\"my-data.json\"")
                .build();
    }

    @POST
    @Path("/erase")
    @SignedIn
    @AllowedWhenReadOnly
    public Response erase(@FormParam("password") String password) {
        return forms.attempt(
                () -> {
                    data.eraseOwn(request.requireCaller().id(), password);
                    request.sessionCookie("", false);
                    return forms.done("/", "membership.erase.done");
                },
                OwnDataPages::page);
    }
}
