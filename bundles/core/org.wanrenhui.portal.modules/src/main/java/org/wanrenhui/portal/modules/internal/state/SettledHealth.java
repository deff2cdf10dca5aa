package org.wanrenhui.portal.modules.internal.state;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** A node that is still starting its modules gets no requests: their pages would be missing. */
@Component
public final class SettledHealth implements HealthCheck {

    private final Reconciler reconciler;

    @Activate
    public SettledHealth(@Reference Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public String name() {
        return "modules.settled";
    }

    @Override
    public Result check() {
        return reconciler.settled()
                ? new Result(Status.OK, "The modules have come up")
                : new Result(Status.CRITICAL, "The modules are still coming up");
    }
}
