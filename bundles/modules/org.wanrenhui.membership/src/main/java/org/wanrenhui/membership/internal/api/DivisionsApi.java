package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.DivisionImport;
import org.wanrenhui.membership.internal.places.Divisions;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;

/** Official divisions. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/divisions")
@Produces(MediaType.APPLICATION_JSON)
public final class DivisionsApi implements WebResource {

    private final Divisions divisions;

    @Activate
    public DivisionsApi(@Reference Divisions divisions) {
        this.divisions = divisions;
    }

    @GET
    @Public
    public Slice<Divisions.Division> list(@QueryParam("parent") long parent) {
        return new Slice<>(divisions.within(parent), null);
    }

    @GET
    @Path("/{code}")
    @Public
    public Divisions.Division find(@PathParam("code") long code) {
        return divisions.find(code).orElseThrow(Problem::notFound);
    }

    @POST
    @Consumes("text/csv")
    @Requires("membership.regions")
    public DivisionImport importCsv(String csv) {
        try {
            return divisions.importCsv(new StringReader(Body.required(csv)));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("csv", "membership.division.csv", e.getMessage());
        }
    }
}
