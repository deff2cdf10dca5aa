package org.wanrenhui.itests.slow;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.nio.file.Files;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;

/** One page and one operation, which are there when the door has been opened. */
@Component(service = WebResource.class)
@Path("/")
public final class SlowResource implements WebResource {

    private static final int MOMENTS = 400;

    @Activate
    public SlowResource(BundleContext context) throws InterruptedException {
        java.nio.file.Path door = java.nio.file.Path.of(context.getProperty("portal.data"), "slow.go");
        for (int i = 0; i < MOMENTS && !Files.exists(door); i++) {
            Thread.sleep(50);
        }
    }

    @GET
    @Path("slow")
    @Public
    @Produces("text/html;charset=UTF-8")
    public String page() {
        return "<!doctype html><html lang=\"zh-CN\"><title>慢</title><p>慢慢来，到了。</p>";
    }

    @GET
    @Path("api/v1/slow")
    @Public
    @Produces("application/json")
    public Map<String, Boolean> there() {
        return Map.of("there", true);
    }
}
