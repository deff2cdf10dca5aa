package org.wanrenhui.portal.notify.internal;

import jakarta.mail.MessagingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** The mail server as an operator sets it, and a mail to try it. */
@Component(service = SmtpSettings.class)
public final class SmtpSettings {

    private static final String ADDRESS = "[^@\\s]+@[^@\\s]+";

    private final Settings settings;
    private final SmtpProvider smtp;
    private final Audit audit;
    private final CurrentRequest request;

    @Activate
    public SmtpSettings(
            @Reference Settings settings,
            @Reference SmtpProvider smtp,
            @Reference Audit audit,
            @Reference CurrentRequest request) {
        this.settings = settings;
        this.smtp = smtp;
        this.audit = audit;
        this.request = request;
    }

    /**
     * The mail server.
     *
     * @param security {@code none}, {@code starttls} or {@code tls}
     * @param password only to set it; never shown, and a missing one leaves that which is set
     */
    public record Server(String host, String port, String security, String user, String password, String from) {}

    /** As it is set; of the password only whether there is one. */
    public record Shown(String host, String port, String security, String user, boolean password, String from) {}

    public Shown shown() {
        return new Shown(
                settings.get("notify.smtp.host", ""),
                settings.get("notify.smtp.port", ""),
                settings.get("notify.smtp.security", "starttls"),
                settings.get("notify.smtp.user", ""),
                settings.get("notify.smtp.password").isPresent(),
                settings.get("notify.smtp.from", ""));
    }

    /** Stores it. Throws {@link Problem} 422 naming every field that is wrong. */
    public void store(Server server) {
        Input input = new Input();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("notify.smtp.host", input.line("host", server.host(), 0, 200));
        String port = input.line("port", server.port(), 0, 5);
        boolean number = port.isEmpty() || port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) < 65_536;
        input.check(number, "port", "notify.problem.port");
        values.put("notify.smtp.port", port);
        String security = String.valueOf(server.security());
        input.check(Set.of("none", "starttls", "tls").contains(security), "security", "notify.problem.security");
        values.put("notify.smtp.security", security);
        values.put("notify.smtp.user", input.line("user", server.user(), 0, 200));
        String from = input.line("from", server.from(), 0, 200);
        input.check(from.isEmpty() || from.matches(ADDRESS), "from", "notify.problem.from");
        values.put("notify.smtp.from", from);
        String secret = input.line("password", server.password(), 0, 200);
        if (!secret.isEmpty()) {
            values.put("notify.smtp.password", secret);
        }
        input.verify();
        settings.put(values);
        audit.record("notify.settings", "smtp", values.get("notify.smtp.host"));
    }

    /** Sends a mail to try it. Throws {@link Problem} 422 for no address, 409 with what the server said. */
    public void test(String to) {
        Input input = new Input();
        String address = input.line("to", to, 3, 200);
        input.check(address.matches(ADDRESS), "to", "notify.problem.from");
        input.verify();
        if (!smtp.ready()) {
            throw Problem.conflict("notify.problem.not-ready");
        }
        try {
            smtp.deliver(new Message(
                    Message.Channel.MAIL,
                    address,
                    request.text("notify.test.subject"),
                    request.text("notify.test.body")));
        } catch (MessagingException e) {
            throw Problem.conflict("notify.flash.failed", String.valueOf(e.getMessage()));
        }
    }
}
