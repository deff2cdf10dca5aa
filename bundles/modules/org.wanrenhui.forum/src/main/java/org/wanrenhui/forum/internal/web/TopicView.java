package org.wanrenhui.forum.internal.web;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Topic;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;

/** Turns rows into what pages show: names beside ids. */
@Component(service = TopicView.class)
public final class TopicView {

    /** A topic in a list. */
    public record Line(
            long id,
            String title,
            String board,
            String boardSlug,
            MemberCard author,
            int replies,
            int views,
            int reactions,
            Instant createdAt,
            Instant lastAt,
            boolean pinned,
            boolean featured,
            boolean locked,
            boolean solved,
            boolean question,
            boolean poll,
            String state,
            List<String> tags,
            boolean unread) {}

    private final Members members;
    private final Boards boards;

    @Activate
    public TopicView(@Reference Members members, @Reference Boards boards) {
        this.members = members;
        this.boards = boards;
    }

    /** Lines for topics; {@code readTo} says how far the reader has read which topic, null for visitors. */
    public List<Line> lines(Collection<Topic> topics, Locale locale, Map<Long, Long> readTo) {
        Set<Long> authors = new LinkedHashSet<>();
        topics.forEach(topic -> authors.add(topic.authorId()));
        Map<Long, MemberCard> cards = members.cards(authors);
        return topics.stream().map(topic -> line(topic, cards, locale, readTo)).toList();
    }

    private Line line(Topic topic, Map<Long, MemberCard> cards, Locale locale, Map<Long, Long> readTo) {
        Board board = boards.byId(topic.boardId()).orElse(null);
        return new Line(
                topic.id(),
                topic.title(),
                board == null ? "" : board.title(locale),
                board == null ? "" : board.slug(),
                card(topic.authorId(), cards),
                topic.replyCount(),
                topic.viewCount(),
                topic.reactionCount(),
                topic.createdAt(),
                topic.lastAt(),
                topic.pinned(),
                topic.featured(),
                topic.locked(),
                topic.solved(),
                board != null && board.kind().equals(Board.QUESTION),
                topic.poll(),
                topic.state(),
                topic.tagList(),
                readTo != null && readTo.getOrDefault(topic.id(), 0L) < topic.lastPostId());
    }

    /** The card, or that of a former neighbour. */
    public static MemberCard card(long id, Map<Long, MemberCard> cards) {
        MemberCard card = cards.get(id);
        return card == null ? new MemberCard(id, "—", 1, "", "", "", false, "") : card;
    }
}
