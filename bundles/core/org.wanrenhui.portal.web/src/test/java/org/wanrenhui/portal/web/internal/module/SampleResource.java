package org.wanrenhui.portal.web.internal.module;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;

/** A resource as a module would write it. */
@Path("/api/v1/garden")
public final class SampleResource implements WebResource {

    /** What the API shows. */
    public record Plant(long id, String name, Instant planted, List<String> tags) {}

    /** What it takes. */
    public record NewPlant(String name, List<String> tags) {}

    @GET
    @Path("beds/{bed: [0-9]+}/plants")
    @Public
    public Slice<Plant> plantsOfBed(@PathParam("bed") long bed, @QueryParam("limit") @DefaultValue("20") int limit) {
        return new Slice<>(List.of(), null);
    }

    @POST
    @Path("beds/{bed}/plants")
    @Requires("garden.plant")
    public Plant plant(@PathParam("bed") long bed, NewPlant plant) {
        return new Plant(bed, plant.name(), Instant.EPOCH, plant.tags());
    }

    @GET
    @Path("forgotten")
    public String forgotten() {
        return "";
    }

    /** The module with this one resource. */
    public static ModuleApp app() {
        var resource = new SampleResource();
        return new ModuleApp(
                new ModuleInfo("garden", false, List.of("garden")),
                null,
                List.of(resource),
                java.util.Optional.empty(),
                Operation.of(resource));
    }
}
