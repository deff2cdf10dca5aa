package org.wanrenhui.portal.notify.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;

/** Against a real SMTP server on the loopback interface. */
public class SmtpProviderTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

    @Before
    public void start() {
        server.start();
    }

    @After
    public void stop() {
        server.stop();
    }

    private final Map<String, String> values = new HashMap<>();
    private final SmtpProvider provider = new SmtpProvider(new Settings() {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Map<String, String> withPrefix(String prefix) {
            return values;
        }

        @Override
        public void put(Map<String, String> changed) {
            values.putAll(changed);
        }
    });

    @Test
    public void mailArrivesAsItWasWritten() throws Exception {
        assertFalse(provider.ready());
        values.put("notify.smtp.host", "127.0.0.1");
        values.put("notify.smtp.port", String.valueOf(server.getSmtp().getPort()));
        values.put("notify.smtp.security", "none");
        values.put("notify.smtp.from", "portal@example.org");
        assertTrue(provider.ready());
        provider.deliver(new Message(Message.Channel.MAIL, "lin@example.org", "验证码", "你的验证码是 123456"));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertEquals("验证码", mail.getSubject());
        assertEquals("你的验证码是 123456", mail.getContent().toString().strip());
        assertEquals("lin@example.org", mail.getAllRecipients()[0].toString());
    }

    @Test
    public void aServerThatIsNotThereIsAnError() {
        values.put("notify.smtp.host", "127.0.0.1");
        values.put("notify.smtp.port", "1");
        values.put("notify.smtp.security", "none");
        values.put("notify.smtp.from", "portal@example.org");
        assertThrows(
                MessagingException.class,
                () -> provider.deliver(new Message(Message.Channel.MAIL, "lin@example.org", "x", "y")));
    }

    @Test
    public void headersCannotBeSmuggledIn() {
        values.put("notify.smtp.host", "127.0.0.1");
        values.put("notify.smtp.port", String.valueOf(server.getSmtp().getPort()));
        values.put("notify.smtp.security", "none");
        values.put("notify.smtp.from", "portal@example.org");
        assertThrows(
                MessagingException.class,
                () -> provider.deliver(
                        new Message(Message.Channel.MAIL, "lin@example.org\r\nBcc: all@example.org", "x", "y")));
    }
}
