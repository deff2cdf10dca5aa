package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wanrenhui.portal.api.spi.ModuleTraffic;

/** The web layer while there is one: it comes up after the modules do, and goes before them. Thread-safe. */
@Component(service = WebLayer.class)
public final class WebLayer {

    private volatile ModuleTraffic traffic;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTraffic(ModuleTraffic service) {
        traffic = service;
    }

    void unbindTraffic(ModuleTraffic service) {
        if (traffic == service) {
            traffic = null;
        }
    }

    /** What it does for modules; empty while there is none. */
    public Optional<ModuleTraffic> traffic() {
        return Optional.ofNullable(traffic);
    }
}
