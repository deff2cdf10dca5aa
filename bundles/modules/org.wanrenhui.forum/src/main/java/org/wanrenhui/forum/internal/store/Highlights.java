package org.wanrenhui.forum.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The topic of the week: the liveliest one that was opened in the past seven days on a board that everybody reads. */
@Component(service = Highlights.class)
public final class Highlights {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final int CANDIDATES = 200;

    private record Choice(Optional<Long> topic, Instant until) {}

    private final TopicLists lists;
    private final TopicReader reader;
    private volatile Choice choice = new Choice(Optional.empty(), Instant.EPOCH);

    @Activate
    public Highlights(@Reference TopicLists lists, @Reference TopicReader reader) {
        this.lists = lists;
        this.reader = reader;
    }

    /** The topic as it is now; chosen anew every few minutes, empty after a quiet week. */
    public Optional<Topic> ofTheWeek() {
        Instant now = Instant.now();
        Choice current = choice;
        if (current.until().isBefore(now)) {
            current = new Choice(choose(now.minus(WEEK)), now.plus(KEEP));
            choice = current;
        }
        return current.topic().flatMap(reader::find).filter(topic -> reader.mayRead(topic, Optional.empty()));
    }

    private Optional<Long> choose(Instant since) {
        return lists.hot(null, CANDIDATES).items().stream()
                .filter(topic -> topic.createdAt().isAfter(since) && topic.replyCount() > 0)
                .filter(topic -> reader.mayRead(topic, Optional.empty()))
                .max(Comparator.comparingInt(topic -> topic.replyCount() + 2 * topic.reactionCount()))
                .map(Topic::id);
    }
}
