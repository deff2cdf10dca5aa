package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.service.component.annotations.Component;

/**
 * Hides modules that come and change from Jersey's locator of service providers. It would offer what a module names under
 * {@code META-INF/services} to everybody's requests, and it looks into a bundle at the very moment in which that is replaced, on
 * which the framework fails.
 */
@Component
public final class ProviderHook implements EventHook {

    private static final String LOCATOR = "org.glassfish.hk2.osgi-resource-locator";

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        boolean comes = event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED;
        if (comes && Installed.of(event.getBundle()).isPresent()) {
            contexts.removeIf(context -> LOCATOR.equals(context.getBundle().getSymbolicName()));
        }
    }
}
