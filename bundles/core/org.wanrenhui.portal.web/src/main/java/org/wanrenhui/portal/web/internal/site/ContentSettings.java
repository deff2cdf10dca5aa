package org.wanrenhui.portal.web.internal.site;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.SettingSource;

/** The pages whose words are the operator's. */
@Component
public final class ContentSettings implements SettingSource {

    @Override
    public String group() {
        return "texts";
    }

    @Override
    public String titleKey() {
        return "settings.content";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text("portal.content.about.zh", "settings.content.about.zh", "settings.content.hint", 15_000),
                Setting.text("portal.content.about.en", "settings.content.about.en", "settings.content.hint", 15_000),
                Setting.text("portal.content.help.zh", "settings.content.help.zh", "settings.content.hint", 15_000),
                Setting.text("portal.content.help.en", "settings.content.help.en", "settings.content.hint", 15_000),
                Setting.text(
                        "portal.content.privacy.zh", "settings.content.privacy.zh", "settings.content.hint", 15_000),
                Setting.text(
                        "portal.content.privacy.en", "settings.content.privacy.en", "settings.content.hint", 15_000),
                Setting.text("portal.content.terms.zh", "settings.content.terms.zh", "settings.content.hint", 15_000),
                Setting.text("portal.content.terms.en", "settings.content.terms.en", "settings.content.hint", 15_000));
    }
}
