package org.wanrenhui.portal.web.internal.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Public;
import org.wanrenhui.portal.web.internal.Surroundings;
import org.wanrenhui.portal.web.internal.http.RequestScope;
import org.wanrenhui.portal.web.internal.module.ModuleInfo;
import org.wanrenhui.portal.web.internal.module.Traffic;

/** What load balancers and monitoring ask. */
@Path("/")
@Component(service = WebResource.class)
public final class HealthResource implements WebResource {

    /** Answer of the readiness check; details are for the log and the console, not for the world. */
    public record Readiness(String status, Map<String, HealthCheck.Status> checks) {}

    private final Surroundings surroundings;
    private final Traffic traffic;
    private final RequestScope scope;
    private final String metricsToken;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private final Set<HealthCheck> ofModules = ConcurrentHashMap.newKeySet();
    private final HealthRound round = new HealthRound(ofModules::contains);

    @Activate
    public HealthResource(
            BundleContext context,
            @Reference Surroundings surroundings,
            @Reference Traffic traffic,
            @Reference RequestScope scope) {
        this.surroundings = surroundings;
        this.traffic = traffic;
        this.scope = scope;
        this.metricsToken = context.getProperty("portal.metrics.token");
    }

    @Deactivate
    void close() {
        round.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(HealthCheck check, ServiceReference<HealthCheck> reference) {
        // before it can be asked
        if (ModuleInfo.of(reference.getBundle())
                .filter(module -> !module.core())
                .isPresent()) {
            ofModules.add(check);
        }
        checks.add(check);
    }

    void remove(HealthCheck check) {
        checks.remove(check);
        ofModules.remove(check);
    }

    @GET
    @Path("health/live")
    @Produces("text/plain")
    @Public
    public String live() {
        return "ok\n";
    }

    @GET
    @Path("health/ready")
    @Produces("application/json")
    @Public
    public Response ready() {
        Map<String, HealthCheck.Status> results = new TreeMap<>(round.results(checks));
        results.put(
                "web.modules",
                surroundings.modules().isPresent() ? HealthCheck.Status.OK : HealthCheck.Status.CRITICAL);
        results.put(
                "web.identity", surroundings.identity().isPresent() ? HealthCheck.Status.OK : HealthCheck.Status.WARN);
        HealthCheck.Status worst =
                results.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        int status = worst == HealthCheck.Status.CRITICAL ? 503 : 200;
        return Response.status(status)
                .entity(new Readiness(worst.name(), results))
                .build();
    }

    @GET
    @Path("metrics")
    @Produces("text/plain;version=0.0.4;charset=utf-8")
    @Public
    public String metrics() {
        HttpServletRequest request = scope.exchange().request();
        String authorization = request.getHeader("X-Metrics-Token");
        boolean byToken = metricsToken != null
                && authorization != null
                && MessageDigest.isEqual(
                        metricsToken.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
        if (!byToken && !near(request)) {
            throw Problem.notFound();
        }
        return traffic.scrape();
    }

    /** Asked by a machine of the same private network, and not through a proxy. */
    private static boolean near(HttpServletRequest request) {
        if (request.getHeader("X-Forwarded-For") != null
                || !request.getRemoteAddr().matches("[0-9a-fA-F.:\\[\\]]+")) {
            return false;
        }
        try {
            InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
            return peer.isLoopbackAddress() || peer.isSiteLocalAddress();
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }
}
