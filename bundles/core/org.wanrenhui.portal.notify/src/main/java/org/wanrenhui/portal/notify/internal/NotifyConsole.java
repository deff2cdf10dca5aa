package org.wanrenhui.portal.notify.internal;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** The operator's page about mail and SMS. */
@Component(service = {WebResource.class, PermissionSource.class, NavigationSource.class})
@Path("/console/notify")
@Produces("text/html")
public final class NotifyConsole implements WebResource, PermissionSource, NavigationSource {

    static final String MANAGE = "notify.manage";

    /** Mail server, providers, and in a demo the messages that would have gone out. */
    public record View(Smtp smtp, List<Provider> providers, List<DemoProvider.Kept> kept, List<Wrong> errors) {}

    /** The mail server; its password is never shown. */
    public record Smtp(String host, String port, String security, String user, boolean password, String from) {}

    /** A provider and whether it has what it needs. */
    public record Provider(String name, String channel, boolean ready) {}

    /** A field and what is wrong with it. */
    public record Wrong(String field, String text) {}

    private final OutboxMailbox mailbox;
    private final SmtpProvider smtp;
    private final Settings settings;
    private final Audit audit;
    private final CurrentRequest request;

    @Activate
    public NotifyConsole(
            @Reference OutboxMailbox mailbox,
            @Reference SmtpProvider smtp,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference CurrentRequest request) {
        this.mailbox = mailbox;
        this.smtp = smtp;
        this.settings = settings;
        this.audit = audit;
        this.request = request;
    }

    @GET
    @Requires(MANAGE)
    public Page show() {
        return view(List.of());
    }

    private Page view(List<Wrong> errors) {
        Smtp server = new Smtp(
                settings.get("notify.smtp.host", ""),
                settings.get("notify.smtp.port", ""),
                settings.get("notify.smtp.security", "starttls"),
                settings.get("notify.smtp.user", ""),
                settings.get("notify.smtp.password").isPresent(),
                settings.get("notify.smtp.from", ""));
        return Page.of(
                "notify/console",
                new View(
                        server,
                        mailbox.providers().stream()
                                .map(p -> new Provider(p.name(), p.channel().name(), p.ready()))
                                .sorted(Comparator.comparing(Provider::name))
                                .toList(),
                        mailbox.providers().stream()
                                .filter(p -> p instanceof DemoProvider && p.ready())
                                .flatMap(p -> ((DemoProvider) p).kept().stream())
                                .sorted(Comparator.comparing(DemoProvider.Kept::at)
                                        .reversed())
                                .toList(),
                        errors));
    }

    @POST
    @Requires(MANAGE)
    public Object save(
            @FormParam("host") String host,
            @FormParam("port") String port,
            @FormParam("security") String security,
            @FormParam("user") String user,
            @FormParam("password") String password,
            @FormParam("from") String from) {
        Input input = new Input();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("notify.smtp.host", input.line("host", host, 0, 200));
        String number = input.line("port", port, 0, 5);
        input.check(number.isEmpty() || number.matches("[1-9][0-9]{0,4}"), "port", "notify.problem.port");
        values.put("notify.smtp.port", number);
        input.check(
                Set.of("none", "starttls", "tls").contains(String.valueOf(security)),
                "security",
                "notify.problem.security");
        values.put("notify.smtp.security", security);
        values.put("notify.smtp.user", input.line("user", user, 0, 200));
        String sender = input.line("from", from, 0, 200);
        input.check(sender.isEmpty() || sender.matches("[^@\\s]+@[^@\\s]+"), "from", "notify.problem.from");
        values.put("notify.smtp.from", sender);
        String secret = input.line("password", password, 0, 200);
        if (!secret.isEmpty()) {
            values.put("notify.smtp.password", secret);
        }
        try {
            input.verify();
        } catch (Problem e) {
            return view(e.fields().entrySet().stream()
                            .map(w -> new Wrong(w.getKey(), request.text(w.getValue())))
                            .toList())
                    .status(422);
        }
        settings.put(values);
        audit.record("notify.settings", "smtp", values.get("notify.smtp.host"));
        request.flash(Flash.Kind.OK, request.text("notify.flash.saved"));
        return back();
    }

    @POST
    @Path("test")
    @Requires(MANAGE)
    public Response test(@FormParam("to") String to) {
        Input input = new Input();
        String address = input.line("to", to, 3, 200);
        input.check(address.matches("[^@\\s]+@[^@\\s]+"), "to", "notify.problem.from");
        input.verify();
        try {
            if (!smtp.ready()) {
                throw new IllegalStateException(request.text("notify.problem.not-ready"));
            }
            smtp.deliver(new Message(
                    Message.Channel.MAIL,
                    address,
                    request.text("notify.test.subject"),
                    request.text("notify.test.body")));
            request.flash(Flash.Kind.OK, request.text("notify.flash.sent", address));
        } catch (jakarta.mail.MessagingException | IllegalStateException e) {
            request.flash(Flash.Kind.BAD, request.text("notify.flash.failed", String.valueOf(e.getMessage())));
        }
        return back();
    }

    private static Response back() {
        return Response.seeOther(URI.create("/console/notify")).build();
    }

    @Override
    public List<Permission> permissions() {
        return List.of(new Permission(MANAGE, "permission.notify.manage", Set.of(Role.OPERATOR)));
    }

    @Override
    public List<NavigationItem> items() {
        return List.of(
                NavigationItem.of(NavigationItem.Place.ME, "notify.notices", "/notifications", "bell", 50),
                NavigationItem.office("console.group.system", "notify.title", "/console/notify", "mail", 925, MANAGE));
    }
}
