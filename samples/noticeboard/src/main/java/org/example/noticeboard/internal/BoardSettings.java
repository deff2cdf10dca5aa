package org.example.noticeboard.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.SettingSource;

/** What an operator says about the board: which topics of the forum stand on it, and how many entries the block shows. */
@Component(service = {SettingSource.class, BoardSettings.class})
public final class BoardSettings implements SettingSource {

    private static final String BOARD = "noticeboard.board";
    private static final String TAG = "noticeboard.tag";
    private static final String BLOCK = "noticeboard.block";
    private static final int IN_BLOCK = 3;

    private final Settings settings;

    @Activate
    public BoardSettings(@Reference Settings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "noticeboard";
    }

    @Override
    public String titleKey() {
        return "module.title";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.line(BOARD, "noticeboard.set.board", "noticeboard.set.board.hint", 80),
                Setting.line(TAG, "noticeboard.set.tag", "noticeboard.set.tag.hint", 40),
                Setting.number(BLOCK, "noticeboard.set.block", "", IN_BLOCK, 1, 10));
    }

    int inBlock() {
        return settings.getInt(BLOCK, IN_BLOCK);
    }

    /** Whether a topic belongs on the board. Without board and tag none does, and none that not everybody may read. */
    boolean wants(Map<String, String> topic) {
        String board = settings.get(BOARD, "");
        String tag = settings.get(TAG, "");
        boolean rightTag = tag.isEmpty()
                || Arrays.stream(topic.getOrDefault("tags", "").split(",")).anyMatch(tag::equalsIgnoreCase);
        return topic.containsKey("title")
                && !(board.isEmpty() && tag.isEmpty())
                && (board.isEmpty() || board.equals(topic.get("boardSlug")))
                && rightTag;
    }
}
