package org.wanrenhui.itests.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;

/** A real SMTP server on a free port, and its mailboxes. */
public final class Post implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])([0-9]{6})(?![0-9])");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** A mail as it arrived. */
    public record Mail(String subject, String body, String type) {}

    public Post() {
        server.start();
    }

    /** Makes the portal send its mails here; the operator does it in the console. */
    public void serve(Client operatorInBrowser) {
        operatorInBrowser
                .form(
                        "/console/notify",
                        Map.of(
                                "host", "127.0.0.1",
                                "port", String.valueOf(server.getSmtp().getPort()),
                                "security", "none",
                                "user", "",
                                "password", "",
                                "from", "portal@demo"))
                .expect(303);
    }

    /** Mails to an address so far. */
    public int count(String address) {
        return (int) Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .count();
    }

    /** The mail to the address that comes after {@code known} others. */
    public Mail next(String address, int known) {
        Await.until("a mail to " + address, Duration.ofSeconds(30), () -> count(address) > known);
        MimeMessage mail = Arrays.stream(server.getReceivedMessages())
                .filter(m -> isTo(m, address))
                .skip(known)
                .findFirst()
                .orElseThrow();
        try {
            return new Mail(mail.getSubject(), mail.getContent().toString(), mail.getContentType());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The six digits in the mail that comes after {@code known} others. */
    public String code(String address, int known) {
        Matcher matcher = CODE.matcher(next(address, known).body());
        if (!matcher.find()) {
            throw new AssertionError("no code in the mail to " + address);
        }
        return matcher.group(1);
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
