package org.wanrenhui.forum.internal.store;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Notice;
import org.wanrenhui.portal.api.Notices;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer;

/**
 * Tells members what concerns them: that they were mentioned or answered, that something they wrote was liked or accepted,
 * and what is new where they follow. Nobody hears of somebody they have blocked. Titles of boards that not everybody reads
 * are left out, because a follower may have left the community meanwhile.
 */
@Component(service = EventConsumer.class)
public final class Tellings implements EventConsumer {

    private static final String MENTIONED = "forum.mentioned";
    private static final String REPLIED = "forum.post-created";
    private static final String OPENED = "forum.topic-opened";
    private static final String ACCEPTED = "forum.answer-accepted";
    private static final String LIKED = "forum.reaction-given";
    private static final int STEP = 500;
    private static final int TITLE = 40;

    private final Transactions transactions;
    private final TopicReader reader;
    private final Boards boards;
    private final Members members;
    private final Mentions mentions;
    private final Notices notices;
    private final Map<String, ResourceBundle> texts = Map.of("zh", texts("zh_CN"), "en", texts("en"));

    @Activate
    public Tellings(
            @Reference Transactions transactions,
            @Reference TopicReader reader,
            @Reference Boards boards,
            @Reference Members members,
            @Reference Mentions mentions,
            @Reference Notices notices) {
        this.transactions = transactions;
        this.reader = reader;
        this.boards = boards;
        this.members = members;
        this.mentions = mentions;
        this.notices = notices;
    }

    /** Read by hand: what {@link ResourceBundle#getBundle} has read it keeps, and with it the classes of this bundle. */
    private static ResourceBundle texts(String language) {
        try (Reader reader = new InputStreamReader(
                Tellings.class.getResourceAsStream("/i18n/messages_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            return new PropertyResourceBundle(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "forum.tellings";
    }

    @Override
    public Set<String> types() {
        return Set.of(MENTIONED, REPLIED, OPENED, ACCEPTED, LIKED);
    }

    @Override
    public void receive(Delivery delivery) {
        DomainEvent event = delivery.event();
        Topic topic = reader.find(event.number("topic")).orElse(null);
        Post post = reader.post(event.number("post")).orElse(null);
        if (topic == null || post == null || !topic.visible() || !post.visible()) {
            return; // taken back or hidden meanwhile
        }
        switch (event.type()) {
            case MENTIONED -> one(event.number("member"), post.authorId(), "mention", post, topic, delivery);
            case ACCEPTED -> one(post.authorId(), topic.authorId(), "accepted", post, topic, delivery);
            case LIKED -> one(post.authorId(), event.number("member"), "liked", post, topic, delivery);
            case OPENED -> followers(Marks.BOARD, topic.boardId(), "opened", post, topic, delivery);
            default -> followers(Marks.TOPIC, topic.id(), "replied", post, topic, delivery);
        }
    }

    private void one(long member, long actor, String what, Post post, Topic topic, Delivery delivery) {
        if (member != actor && !members.blockedBy(member).contains(actor)) {
            notices.tell(Set.of(member), notice(what, "post:" + post.id(), actor, post, topic, delivery));
        }
    }

    private void followers(String kind, long target, String what, Post post, Topic topic, Delivery delivery) {
        long author = post.authorId();
        Set<Long> toldAlready = new HashSet<>(mentions.who(post.body()));
        toldAlready.add(author);
        // one line for a topic, however many replies: it goes up again with each
        Notice notice = notice(what, "topic:" + topic.id(), author, post, topic, delivery);
        long after = 0;
        for (List<Long> part = following(kind, target, after); !part.isEmpty(); part = following(kind, target, after)) {
            after = part.get(part.size() - 1);
            List<Long> told = new ArrayList<>(part);
            told.removeIf(member ->
                    toldAlready.contains(member) || members.blockedBy(member).contains(author));
            notices.tell(told, notice);
        }
    }

    private List<Long> following(String kind, long target, long after) {
        return transactions.read(em -> em.createQuery(
                        "select s.memberId from SubscriptionEntity s where s.kind = :kind and s.targetId = :target "
                                + "and s.memberId > :after order by s.memberId",
                        Long.class)
                .setParameter("kind", kind)
                .setParameter("target", target)
                .setParameter("after", after)
                .setMaxResults(STEP)
                .getResultList());
    }

    private Notice notice(String what, String about, long actor, Post post, Topic topic, Delivery delivery) {
        String who = members.card(actor).map(MemberCard::name).orElse("—");
        Optional<String> title = boards.byId(topic.boardId())
                .filter(board -> board.readableBy(Optional.empty()))
                .map(board -> shortened(topic.title()));
        Map<String, String> lines = Map.of(
                "zh", line("zh", what, who, title),
                "en", line("en", what, who, title));
        String href = "/forum/t/" + topic.id() + (post.opening() ? "" : "?after=" + (post.id() - 1) + "#p" + post.id());
        return new Notice("forum." + what, "forum." + what + ":" + about, lines, href, delivery.position());
    }

    private String line(String language, String what, String who, Optional<String> title) {
        ResourceBundle all = texts.get(language);
        return title.map(t -> MessageFormat.format(all.getString("forum.told." + what), who, t))
                .orElseGet(() -> MessageFormat.format(all.getString("forum.told.closed." + what), who));
    }

    private static String shortened(String title) {
        return title.codePointCount(0, title.length()) <= TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE)) + "…";
    }
}
