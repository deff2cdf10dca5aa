package org.example.noticeboard.internal;

import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.spi.EventConsumer;

/**
 * Puts topics of the forum on the board. Knows the forum by its events alone, so it works without it; what happened while the
 * noticeboard was off is delivered when it is back.
 */
@Component
public final class TopicListener implements EventConsumer {

    private static final String OPENED = "forum.topic-opened";
    private static final String CHANGED = "forum.topic-changed";
    private static final String BOARD = "forum.board-changed";

    private final TopicEntries entries;
    private final BoardSettings settings;

    @Activate
    public TopicListener(@Reference TopicEntries entries, @Reference BoardSettings settings) {
        this.entries = entries;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "noticeboard.topics";
    }

    @Override
    public Set<String> types() {
        return Set.of(OPENED, CHANGED, BOARD);
    }

    @Override
    public void receive(Delivery delivery) {
        DomainEvent event = delivery.event();
        Map<String, String> data = event.data();
        if (event.type().equals(BOARD)) {
            if (!"public".equals(data.get("audience"))) {
                entries.hideBoard(event.number("board"));
            }
        } else if (settings.wants(data) && belongs(event)) {
            entries.show(event.number("topic"), event.number("board"), event.number("author"), data.get("title"));
        } else {
            entries.hide(event.number("topic"));
        }
    }

    /** An old topic changes with each edited reply; that makes it no new one. */
    private boolean belongs(DomainEvent event) {
        return event.type().equals(OPENED) || entries.knows(event.number("topic"));
    }
}
