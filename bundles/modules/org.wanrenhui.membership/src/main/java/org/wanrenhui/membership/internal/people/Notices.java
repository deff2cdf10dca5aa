package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.portal.api.Mailbox;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;

/**
 * Mails to members about their own affairs, in the language they chose, and only to addresses that they have proven: an
 * address that somebody merely typed may be a stranger's.
 */
@Component(service = Notices.class)
public final class Notices {

    private final Mailbox mailbox;
    private final Settings settings;
    private final Properties chinese = read("zh_CN");
    private final Properties english = read("en");

    @Activate
    public Notices(@Reference Mailbox mailbox, @Reference Settings settings) {
        this.mailbox = mailbox;
        this.settings = settings;
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
     * Queues a mail in the surrounding transaction unless the member wants none. Its texts are {@code
     * membership.mail.<key>.subject} and {@code .body}, both with the arguments.
     */
    public void send(EntityManager em, long memberId, String key, Object... arguments) {
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
            mailbox.send(mail(member, member.email, key, arguments));
        }
    }

    /** Tells an address that the member has just given up. */
    void tellFormer(MemberEntity member, String address, String key, Object... arguments) {
        if (mailbox.canSend(Message.Channel.MAIL)) {
            mailbox.send(mail(member, address, key, arguments));
        }
    }

    private Message mail(MemberEntity member, String address, String key, Object... arguments) {
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
