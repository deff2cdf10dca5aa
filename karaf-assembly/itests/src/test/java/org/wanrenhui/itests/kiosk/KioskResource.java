package org.wanrenhui.itests.kiosk;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Public;

/** How many things the kiosk has, counted in its own table. */
@Component(service = WebResource.class)
@Path("/")
@Produces("application/json")
public final class KioskResource implements WebResource {

    private final Transactions transactions;

    @Activate
    public KioskResource(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    @Path("kiosk")
    @Public
    public Map<String, Long> page() {
        return things();
    }

    @GET
    @Path("api/v1/kiosk")
    @Public
    public Map<String, Long> things() {
        return Map.of("things", transactions.read(em -> em.createQuery("select count(t) from ThingEntity t", Long.class)
                .getSingleResult()));
    }
}
