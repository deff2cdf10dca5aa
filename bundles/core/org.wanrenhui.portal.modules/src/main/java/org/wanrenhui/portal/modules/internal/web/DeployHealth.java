package org.wanrenhui.portal.modules.internal.web;

import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.HealthCheck;
import org.wanrenhui.portal.modules.internal.catalogue.DeployFolder;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;

/** Warns when something in {@code deploy/} is of no use. */
@Component
public final class DeployHealth implements HealthCheck {

    private final DeployFolder folder;
    private final ModuleTexts texts;

    @Activate
    public DeployHealth(@Reference DeployFolder folder, @Reference ModuleTexts texts) {
        this.folder = folder;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "modules.deploy";
    }

    @Override
    public Result check() {
        List<String> bad = folder.files().stream()
                .filter(file -> file.trouble().isPresent())
                .map(file -> file.name() + ": " + file.trouble().get().words(texts, Locale.ENGLISH))
                .toList();
        return bad.isEmpty()
                ? new Result(Status.OK, "Every file in deploy/ is in use")
                : new Result(Status.WARN, String.join("; ", bad));
    }
}
