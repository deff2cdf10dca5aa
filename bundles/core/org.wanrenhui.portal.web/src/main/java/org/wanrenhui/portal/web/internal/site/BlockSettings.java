package org.wanrenhui.portal.web.internal.site;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.SettingSource;
import org.wanrenhui.portal.web.internal.page.Blocks;

/** Order and presence of the blocks that there are now. */
@Component
public final class BlockSettings implements SettingSource {

    private static final int LAST = 10_000;

    private final Blocks blocks;

    @Activate
    public BlockSettings(@Reference Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public String group() {
        return "blocks";
    }

    @Override
    public String titleKey() {
        return "settings.blocks";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        blocks.declared().forEach((name, order) -> {
            // A block has no text of its own, so its name stands for it.
            settings.add(Setting.number(
                    "portal.block." + name + ".order", name, "settings.blocks.order", order, -LAST, LAST));
            settings.add(Setting.toggle("portal.block." + name + ".hidden", "settings.blocks.hide", "", false));
        });
        return settings;
    }
}
