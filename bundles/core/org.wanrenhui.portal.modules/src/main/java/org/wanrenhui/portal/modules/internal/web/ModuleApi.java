package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.modules.internal.state.ModuleInstaller;
import org.wanrenhui.portal.modules.internal.state.Planner;
import org.wanrenhui.portal.modules.internal.state.Wanted;

/** Modules by API. */
@Component(service = WebResource.class)
@Path("/api/v1/modules")
@Produces("application/json")
@Consumes("application/json")
public final class ModuleApi implements WebResource {

    /**
     * What is wanted of a module.
     *
     * @param desired ENABLED, DISABLED or UNINSTALLED
     * @param also    dependants that may be switched off with it; may be missing
     */
    public record Wish(String desired, List<String> also) {

        Wanted wanted() {
            return Wanted.of(desired).orElseThrow(() -> Problem.invalid("desired", "module.desired.values"));
        }
    }

    private final ModuleViews views;
    private final ModuleFigures figures;
    private final ModuleInstaller installer;
    private final Planner planner;
    private final CurrentRequest request;

    @Activate
    public ModuleApi(
            @Reference ModuleViews views,
            @Reference ModuleFigures figures,
            @Reference ModuleInstaller installer,
            @Reference Planner planner,
            @Reference CurrentRequest request) {
        this.views = views;
        this.figures = figures;
        this.installer = installer;
        this.planner = planner;
        this.request = request;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Slice<ModuleViews.ModuleJson> list() {
        return new Slice<>(views.json(request.locale()), null);
    }

    @GET
    @Path("deploy-folder")
    @Requires(ConsolePermissions.MANAGE)
    public Slice<ModuleViews.Unfit> deployFolder() {
        return new Slice<>(views.unfit(request.locale()), null);
    }

    @GET
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public ModuleViews.ModuleJson one(@PathParam("id") String id) {
        return views.json(id, request.locale()).orElseThrow(Problem::notFound);
    }

    /** Figures of this node. */
    @GET
    @Path("{id}/figures")
    @Requires(ConsolePermissions.MANAGE)
    public ModuleFigures.Figures figures(@PathParam("id") String id) {
        return figures.of(id, request.locale()).orElseThrow(Problem::notFound);
    }

    @POST
    @Path("{id}/plan")
    @Requires(ConsolePermissions.MANAGE)
    public Planner.Plan plan(@PathParam("id") String id, Wish wish) {
        return planner.plan(id, required(wish).wanted(), request.locale());
    }

    @PUT
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public ModuleViews.ModuleJson change(@PathParam("id") String id, Wish wish) {
        List<String> also = required(wish).also() == null ? List.of() : wish.also();
        installer.change(id, wish.wanted(), request.requireCaller().name(), also);
        return one(id);
    }

    private static Wish required(Wish wish) {
        if (wish == null) {
            throw Problem.invalid("desired", "input.required");
        }
        return wish;
    }
}
