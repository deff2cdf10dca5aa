package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.CheckIns;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.SignedIn;

/** The button of the day. */
@Component(service = WebResource.class)
@Path("/check-in")
public final class CheckInPages implements WebResource {

    private final CheckIns checkIns;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public CheckInPages(@Reference CheckIns checkIns, @Reference CurrentRequest request, @Reference Forms forms) {
        this.checkIns = checkIns;
        this.request = request;
        this.forms = forms;
    }

    @GET
    @Public
    public Response address() {
        return Forms.go("/me/growth");
    }

    @POST
    @SignedIn
    public Response checkIn(@FormParam("return") String returnTo) {
        String path = Forms.local(returnTo, "/me/growth");
        try {
            return forms.done(
                    path,
                    "membership.check-in.done",
                    checkIns.checkIn(request.requireCaller().id()));
        } catch (Problem problem) {
            if (problem.status() != Response.Status.CONFLICT.getStatusCode()) {
                throw problem;
            }
            return forms.done(path, "membership.check-in.already");
        }
    }
}
