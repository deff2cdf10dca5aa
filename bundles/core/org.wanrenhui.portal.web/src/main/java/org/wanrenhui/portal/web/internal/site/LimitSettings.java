package org.wanrenhui.portal.web.internal.site;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.SettingSource;

/** How much one client may ask for, under which names, and how many backups are kept. */
@Component
public final class LimitSettings implements SettingSource {

    @Override
    public String group() {
        return "limits";
    }

    @Override
    public String titleKey() {
        return "settings.limits";
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.number("web.limit.reads", "settings.limits.reads", "settings.limits.hint", 3600, 60, 1_000_000),
                Setting.number("web.limit.changes", "settings.limits.changes", "settings.limits.hint", 120, 5, 100_000),
                Setting.line("web.hosts", "settings.hosts", "settings.hosts.hint", 500),
                Setting.number("portal.backup.keep", "settings.backup.keep", "settings.backup.hint", 7, 1, 365));
    }
}
