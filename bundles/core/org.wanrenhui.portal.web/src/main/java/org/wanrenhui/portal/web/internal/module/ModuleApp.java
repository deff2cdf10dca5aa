package org.wanrenhui.portal.web.internal.module;

import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.servlet.ServletContainer;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.wanrenhui.portal.api.spi.WebResource;

/**
 * A module as requests meet it.
 *
 * @param module     who it is
 * @param bundle     where it comes from
 * @param resources  what it has registered
 * @param container  serves the resources; empty while there are none
 * @param operations what the resources offer
 */
public record ModuleApp(
        ModuleInfo module,
        Bundle bundle,
        List<WebResource> resources,
        Optional<ServletContainer> container,
        List<Operation> operations) {

    /** Whether the resources can answer at this moment. */
    public boolean ready() {
        return container.isPresent() && bundle.getState() == Bundle.ACTIVE;
    }

    /** Loader of the module's classes; null while it has none. */
    public ClassLoader loader() {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    /** Whether the bundle has been uninstalled, which the table of owners learns a moment later. */
    public boolean gone() {
        return bundle.getState() == Bundle.UNINSTALLED;
    }
}
