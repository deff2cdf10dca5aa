package org.wanrenhui.portal.web.internal.module;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.HealthCheck;

/** Warns when two modules want the same path or name. */
@Component
public final class OwnershipHealth implements HealthCheck {

    private final ModuleApps apps;

    @Activate
    public OwnershipHealth(@Reference ModuleApps apps) {
        this.apps = apps;
    }

    @Override
    public String name() {
        return "web.paths";
    }

    @Override
    public Result check() {
        List<String> conflicts = apps.conflicts();
        return conflicts.isEmpty()
                ? new Result(Status.OK, "Every path has one owner")
                : new Result(Status.WARN, String.join("; ", conflicts));
    }
}
