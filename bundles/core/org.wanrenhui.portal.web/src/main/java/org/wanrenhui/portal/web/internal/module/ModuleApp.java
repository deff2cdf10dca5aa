package org.wanrenhui.portal.web.internal.module;

import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.servlet.ServletContainer;
import org.osgi.framework.Bundle;
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

    /** Whether the bundle has been uninstalled, which the table of owners learns a moment later. */
    public boolean gone() {
        return bundle.getState() == Bundle.UNINSTALLED;
    }
}
