package org.wanrenhui.forum.internal.web;

import java.time.Duration;
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

/** What neighbours talk about most, from boards that everybody may read. */
@Component(service = Block.class)
public final class HotBlock implements Block {

    /** Topics, and where the others are. */
    public record Talk(String titleKey, List<TopicView.Line> topics, String more) {}

    private final TopicLists lists;
    private final Boards boards;
    private final TopicView view;

    @Activate
    public HotBlock(@Reference TopicLists lists, @Reference Boards boards, @Reference TopicView view) {
        this.lists = lists;
        this.boards = boards;
        this.view = view;
    }

    @Override
    public String name() {
        return "forum.hot";
    }

    @Override
    public Set<String> places() {
        return Set.of("home.main", "community.main");
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Duration keepFor() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Optional<Page> show(String place, Context context) {
        boolean community =
                place.startsWith("community.") && context.community().isPresent();
        List<Topic> topics = community
                ? lists.activeIn(context.community().get().id(), null, 20).items()
                : lists.hot(null, 20).items();
        List<Topic> open = topics.stream()
                .filter(topic -> boards.byId(topic.boardId())
                        .filter(board -> board.audience().equals(Board.PUBLIC))
                        .isPresent())
                .limit(community ? 8 : 6)
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Page.of(
                "forum/block-talk",
                new Talk(
                        community ? "forum.block.here" : "forum.block.hot",
                        view.lines(open, context.locale(), null),
                        community ? "/forum/b/" + context.community().get().slug() : "/forum/hot")));
    }
}
