package org.wanrenhui.portal.notify.internal;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.spi.NavigationItem;
import org.wanrenhui.portal.api.spi.NavigationSource;
import org.wanrenhui.portal.api.spi.PermissionSource;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
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
    public record View(
            SmtpSettings.Shown smtp, List<Provider> providers, List<DemoProvider.Kept> kept, List<Wrong> errors) {}

    /** A provider and whether it has what it needs. */
    public record Provider(String name, String channel, boolean ready) {}

    /** A field and what is wrong with it. */
    public record Wrong(String field, String text) {}

    private final OutboxMailbox mailbox;
    private final SmtpSettings smtp;
    private final CurrentRequest request;

    @Activate
    public NotifyConsole(
            @Reference OutboxMailbox mailbox, @Reference SmtpSettings smtp, @Reference CurrentRequest request) {
        this.mailbox = mailbox;
        this.smtp = smtp;
        this.request = request;
    }

    @GET
    @Requires(MANAGE)
    public Page show() {
        return view(smtp.shown(), List.of());
    }

    private Page view(SmtpSettings.Shown server, List<Wrong> errors) {
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
        try {
            smtp.store(new SmtpSettings.Server(host, port, security, user, password, from));
        } catch (Problem e) {
            // What was typed stays, the password aside.
            SmtpSettings.Shown typed = new SmtpSettings.Shown(
                    text(host),
                    text(port),
                    text(security),
                    text(user),
                    smtp.shown().password(),
                    text(from));
            return view(
                            typed,
                            e.fields().entrySet().stream()
                                    .map(w -> new Wrong(w.getKey(), request.text(w.getValue())))
                                    .toList())
                    .status(e.status());
        }
        request.flash(Flash.Kind.OK, request.text("notify.flash.saved"));
        return back();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    @POST
    @Path("test")
    @Requires(MANAGE)
    public Response test(@FormParam("to") String to) {
        try {
            smtp.test(to);
            request.flash(Flash.Kind.OK, request.text("notify.flash.sent", to));
        } catch (Problem e) {
            String key = e.fields().values().stream().findFirst().orElse(e.getMessage());
            request.flash(Flash.Kind.BAD, request.text(key, e.arguments()));
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
