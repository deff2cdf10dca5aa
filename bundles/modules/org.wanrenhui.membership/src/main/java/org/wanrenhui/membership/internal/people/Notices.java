package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.portal.api.Mailbox;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;

/**
 * What members are told about their own affairs: behind the bell always, and by mail in the language they chose, but only to
 * addresses that they have proven, because an address that somebody merely typed may be a stranger's.
 */
@Component(service = Notices.class)
public final class Notices {

    private final Mailbox mailbox;
    private final Settings settings;
    private final DomainEvents events;
    private final Properties chinese = read("zh_CN");
    private final Properties english = read("en");

    @Activate
    public Notices(@Reference Mailbox mailbox, @Reference Settings settings, @Reference DomainEvents events) {
        this.mailbox = mailbox;
        this.settings = settings;
        this.events = events;
    }

    private static Properties read(String language) {
        Properties texts = new Properties();
        String name = "/i18n/messages_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Notices.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /**
     * Rings the bell and queues a mail in the surrounding transaction, the mail unless the member wants none. The texts are
     * {@code membership.mail.<key>.subject} and {@code .body}, both with the arguments; the bell has the body.
     *
     * @param href where the bell's notice leads
     */
    public void send(EntityManager em, long memberId, String key, String href, Object... arguments) {
        String text = "membership.mail." + key + ".body";
        events.publish(new DomainEvent(
                BellNotices.TOLD,
                "member:" + memberId,
                Map.of(
                        "member",
                        Long.toString(memberId),
                        "what",
                        key,
                        "href",
                        href,
                        "zh",
                        fill(chinese, text, arguments),
                        "en",
                        fill(english, text, arguments))));
        mail(em, memberId, key, arguments);
    }

    /** Queues only the mail, for what others put behind the bell. */
    public void mail(EntityManager em, long memberId, String key, Object... arguments) {
        MemberEntity member = em.find(MemberEntity.class, memberId);
        if (member != null && member.notices) {
            deliver(member, key, arguments);
        }
    }

    /** The same about the safety of the account, which no wish of the member holds back. */
    public void secure(EntityManager em, long memberId, String key, Object... arguments) {
        MemberEntity member = em.find(MemberEntity.class, memberId);
        if (member != null) {
            deliver(member, key, arguments);
        }
    }

    private void deliver(MemberEntity member, String key, Object... arguments) {
        if (member.email != null && member.emailProvenAt != null && mailbox.canSend(Message.Channel.MAIL)) {
            mailbox.send(message(member, member.email, key, arguments));
        }
    }

    /** Tells an address that the member has just given up. */
    void tellFormer(MemberEntity member, String address, String key, Object... arguments) {
        if (mailbox.canSend(Message.Channel.MAIL)) {
            mailbox.send(message(member, address, key, arguments));
        }
    }

    private Message message(MemberEntity member, String address, String key, Object... arguments) {
        Properties texts = member.language.equals("en") ? english : chinese;
        String subject = fill(texts, "membership.mail." + key + ".subject", arguments);
        String body = fill(texts, "membership.mail." + key + ".body", arguments);
        String portal = settings.get("portal.title", texts.getProperty("membership.mail.portal"));
        return new Message(
                Message.Channel.MAIL,
                address,
                subject,
                fill(texts, "membership.mail.frame", member.name, body, portal));
    }

    /** Puts the arguments into the slots; what they hold is not looked at again. */
    static String fill(Properties texts, String key, Object... arguments) {
        String text = Objects.requireNonNull(texts.getProperty(key), key);
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean slot = text.charAt(i) == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            if (slot && Character.isDigit(text.charAt(i + 1))) {
                filled.append(arguments[text.charAt(i + 1) - '0']);
                i += 2;
            } else {
                filled.append(text.charAt(i));
            }
        }
        return filled.toString();
    }
}
