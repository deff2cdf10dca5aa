package org.wanrenhui.portal.web.internal.module;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis;
import org.wanrenhui.portal.web.internal.page.Blocks;

/** Says which of a module's addresses, pages and blocks are not served, and why. */
@Component
public final class ServingDiagnosis implements ModuleDiagnosis {

    private final ModuleApps apps;
    private final Blocks blocks;

    @Activate
    public ServingDiagnosis(@Reference ModuleApps apps, @Reference Blocks blocks) {
        this.apps = apps;
        this.blocks = blocks;
    }

    @Override
    public Optional<Complaint> complaint(String moduleId) {
        return apps.app(moduleId)
                .flatMap(app -> unservable(app).or(() -> refused(moduleId)).or(() -> elsewhere(app)))
                .or(() -> blocks.complaint(moduleId));
    }

    private static Optional<Complaint> unservable(ModuleApp app) {
        return app.resources().isEmpty() || app.container().isPresent()
                ? Optional.empty()
                : Optional.of(new Complaint(true, "module.trouble.resources", List.of()));
    }

    private Optional<Complaint> refused(String moduleId) {
        return apps.refusals(moduleId).stream()
                .findFirst()
                .map(refusal -> refusal.owner().isEmpty()
                        ? new Complaint(false, "module.trouble.path", List.of(refusal.path()))
                        : new Complaint(false, "module.trouble.path-taken", List.of(refusal.path(), refusal.owner())));
    }

    private Optional<Complaint> elsewhere(ModuleApp app) {
        return app.operations().stream()
                .map(Operation::path)
                .filter(path -> apps.owner(path).filter(owner -> owner == app).isEmpty())
                .findFirst()
                .map(path -> new Complaint(false, "module.trouble.page-elsewhere", List.of(path)));
    }
}
