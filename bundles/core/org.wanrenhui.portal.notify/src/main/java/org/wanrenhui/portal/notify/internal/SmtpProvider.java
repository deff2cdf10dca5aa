package org.wanrenhui.portal.notify.internal;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.MessageProvider;

/**
 * Mail by SMTP (RFC 5321). Settings: {@code notify.smtp.host}, {@code .port}, {@code .user}, {@code .password}, {@code
 * .security} (none, starttls or tls) and {@code .from}.
 */
@Component(service = {MessageProvider.class, SmtpProvider.class})
public final class SmtpProvider implements MessageProvider {

    private static final String TIMEOUT = "15000";

    private final Settings settings;

    @Activate
    public SmtpProvider(@Reference Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Message.Channel channel() {
        return Message.Channel.MAIL;
    }

    @Override
    public boolean ready() {
        return settings.get("notify.smtp.host").isPresent()
                && settings.get("notify.smtp.from").isPresent();
    }

    @Override
    public void deliver(Message message) throws MessagingException {
        // Jakarta Mail finds its parts through the context class loader, which in a container is somebody else's.
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(Session.class.getClassLoader());
        try {
            MimeMessage mail = new MimeMessage(session());
            mail.setFrom(new InternetAddress(settings.get("notify.smtp.from", "")));
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.to(), true));
            mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            mail.setText(message.body(), StandardCharsets.UTF_8.name());
            mail.setSentDate(new Date());
            // RFC 3834: nobody's holiday notice shall answer a machine.
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private Session session() {
        String security = settings.get("notify.smtp.security", "starttls");
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", settings.get("notify.smtp.host", ""));
        properties.put("mail.smtp.port", settings.get("notify.smtp.port", security.equals("tls") ? "465" : "587"));
        properties.put("mail.smtp.connectiontimeout", TIMEOUT);
        properties.put("mail.smtp.timeout", TIMEOUT);
        properties.put("mail.smtp.writetimeout", TIMEOUT);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", String.valueOf(security.equals("tls")));
        properties.put("mail.smtp.starttls.enable", String.valueOf(security.equals("starttls")));
        properties.put("mail.smtp.starttls.required", String.valueOf(security.equals("starttls")));
        String user = settings.get("notify.smtp.user", "");
        if (user.isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.put("mail.smtp.auth", "true");
        String password = settings.get("notify.smtp.password", "");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password);
            }
        });
    }
}
