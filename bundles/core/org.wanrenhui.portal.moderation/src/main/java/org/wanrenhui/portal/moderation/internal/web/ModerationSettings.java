package org.wanrenhui.portal.moderation.internal.web;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.SettingSource;

/** What an operator may set about moderation. */
@Component
public final class ModerationSettings implements SettingSource {

    @Override
    public String group() {
        return "moderation";
    }

    @Override
    public String titleKey() {
        return "moderation.settings";
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.number(
                "moderation.reports", "moderation.set.reports", "moderation.set.reportsHint", 3, 1, 100));
    }
}
