package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceRefused;
import org.wanrenhui.portal.modules.internal.licence.Licences;
import org.wanrenhui.portal.modules.internal.state.Reconciler;

/** The licence by API. */
@Component(service = {WebResource.class, LicenceApi.class})
@Path("/api/v1/licence")
@Produces("application/json")
public final class LicenceApi implements WebResource {

    /** The licence that holds, or why none does. */
    public record LicenceJson(
            String id,
            String issuer,
            String operator,
            Instant validFrom,
            Instant validTo,
            List<String> territory,
            List<ModuleJson> modules,
            String refusal,
            Instant now) {}

    /** A licensed module; {@code until} is when its state changes, or null. */
    public record ModuleJson(String module, String state, Instant end, Instant until) {}

    private final Licences licences;
    private final Reconciler reconciler;
    private final Audit audit;
    private final CurrentRequest request;

    @Activate
    public LicenceApi(
            @Reference Licences licences,
            @Reference Reconciler reconciler,
            @Reference Audit audit,
            @Reference CurrentRequest request) {
        this.licences = licences;
        this.reconciler = reconciler;
        this.audit = audit;
        this.request = request;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public LicenceJson show() {
        Instant now = licences.now();
        Optional<Licence> current = licences.current();
        return new LicenceJson(
                current.map(Licence::id).orElse(null),
                current.map(Licence::issuer).orElse(null),
                current.map(Licence::operator).orElse(null),
                current.map(Licence::validFrom).orElse(null),
                current.map(Licence::validTo).orElse(null),
                current.map(Licence::territory).orElse(List.of()),
                current.map(l -> l.moduleIds().stream()
                                .sorted()
                                .map(id -> new ModuleJson(
                                        id,
                                        l.stepOf(id, now).name(),
                                        l.endOf(id).orElse(null),
                                        l.nextChange(id, now).orElse(null)))
                                .toList())
                        .orElse(List.of()),
                licences.refusal().map(LicenceApi::code).orElse(null),
                now);
    }

    @PUT
    @Consumes("text/plain")
    @Requires(ConsolePermissions.MANAGE)
    public LicenceJson replace(String jws) {
        try {
            Licence licence = licences.install(jws, request.requireCaller().name());
            audit.record("licence.install", "licence:" + licence.id(), "until " + licence.validTo());
        } catch (LicenceRefused e) {
            audit.record("licence.refuse", "licence", e.reason().name());
            String words = "licence.refused." + code(e);
            throw new Problem(422, "licence-" + code(e), words, new Object[] {e.getMessage()}, Map.of("jws", words));
        }
        reconciler.reconcileNow();
        return show();
    }

    static String code(LicenceRefused refused) {
        return refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
