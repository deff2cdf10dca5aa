package org.wanrenhui.forum.internal.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.forum.internal.store.TopicLists;
import org.wanrenhui.portal.api.spi.Block;
import org.wanrenhui.portal.api.web.Page;

/** What matters today: pinned topics of the community, then the newest announcements for everybody. */
@Component(service = Block.class)
public final class NoticesBlock implements Block {

    private static final int MOST = 3;

    /** At most three topics. */
    public record Notices(List<TopicView.Line> topics) {}

    private final TopicLists lists;
    private final Boards boards;
    private final TopicView view;

    @Activate
    public NoticesBlock(@Reference TopicLists lists, @Reference Boards boards, @Reference TopicView view) {
        this.lists = lists;
        this.boards = boards;
        this.view = view;
    }

    @Override
    public String name() {
        return "forum.notices";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.notices", "community.notices");
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Duration keepFor() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        List<Topic> topics = new ArrayList<>();
        context.community().ifPresent(community -> boards.of(community, Optional.empty()).stream()
                .filter(board -> board.audience().equals(Board.PUBLIC))
                .forEach(board -> topics.addAll(lists.pinned(board.id()))));
        boards.readable(Optional.empty()).stream()
                .filter(board -> board.communityId() == 0 && board.kind().equals(Board.ANNOUNCEMENT))
                .forEach(board ->
                        topics.addAll(lists.newest(board.id(), null, MOST).items()));
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        List<Topic> first = topics.stream().distinct().limit(MOST).toList();
        return Optional.of(Page.of("forum/block-notices", new Notices(view.lines(first, context.locale(), null))));
    }
}
