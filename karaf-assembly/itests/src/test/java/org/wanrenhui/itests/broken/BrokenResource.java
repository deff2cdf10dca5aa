package org.wanrenhui.itests.broken;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;

/** A page that works. */
@Component(service = WebResource.class)
@Path("/broken")
@Produces("application/json")
public final class BrokenResource implements WebResource {

    @GET
    @Public
    public Map<String, String> page() {
        return Map.of("says", "I am well");
    }
}
