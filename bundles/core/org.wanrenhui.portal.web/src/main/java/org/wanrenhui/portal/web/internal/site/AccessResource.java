package org.wanrenhui.portal.web.internal.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.web.internal.module.ModuleApps;

/** Who may do what, and the description of the API; both read from the resources that are being served. */
@Path("/api/v1")
@Component(service = WebResource.class)
@Produces("application/json")
public final class AccessResource implements WebResource {

    static final String PERMISSION = "web.access-table";

    /** One row of the table. */
    public record Access(
            String method,
            String path,
            String access,
            String permission,
            boolean anyScope,
            String module,
            String kind) {}

    /** The description of one state of the modules. */
    private record Described(long generation, Map<String, Object> document) {}

    private final ModuleApps apps;
    private volatile Described described;

    @Activate
    public AccessResource(@Reference ModuleApps apps) {
        this.apps = apps;
    }

    @GET
    @Path("access")
    @Requires(PERMISSION)
    public Slice<Access> access() {
        return new Slice<>(rows(), null);
    }

    @GET
    @Path("openapi.json")
    @Public
    public Map<String, Object> openApi() {
        long generation = apps.generation();
        Described known = described;
        if (known == null || known.generation() != generation) {
            known = new Described(generation, new OpenApi(apps.all()).document());
            described = known;
        }
        return known.document();
    }

    private List<Access> rows() {
        return apps.all().stream()
                .flatMap(app -> app.operations().stream()
                        .map(operation -> new Access(
                                operation.method(),
                                operation.path(),
                                operation.access(),
                                operation.permission(),
                                operation.anyScope(),
                                app.module().id(),
                                operation.api() ? "api" : "page")))
                .sorted(Comparator.comparing(Access::path).thenComparing(Access::method))
                .toList();
    }
}
