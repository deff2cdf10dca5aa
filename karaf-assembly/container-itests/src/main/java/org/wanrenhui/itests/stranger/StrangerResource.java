package org.wanrenhui.itests.stranger;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;

/** Its one page. */
@Component(service = WebResource.class)
@Path("/stranger")
@Produces("application/json")
public final class StrangerResource implements WebResource {

    @GET
    @Public
    public Map<String, String> greet() {
        return Map.of("greeting", "hello");
    }
}
