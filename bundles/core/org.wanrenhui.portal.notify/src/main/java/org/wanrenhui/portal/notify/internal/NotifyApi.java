package org.wanrenhui.portal.notify.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** The mail server by API. */
@Component(service = WebResource.class)
@Path("/api/v1/notify/smtp")
@Produces("application/json")
public final class NotifyApi implements WebResource {

    /** Where the mail to try it goes. */
    public record Trial(String to) {}

    private final SmtpSettings smtp;

    @Activate
    public NotifyApi(@Reference SmtpSettings smtp) {
        this.smtp = smtp;
    }

    @GET
    @Requires(NotifyConsole.MANAGE)
    public SmtpSettings.Shown shown() {
        return smtp.shown();
    }

    @PUT
    @Consumes("application/json")
    @Requires(NotifyConsole.MANAGE)
    public SmtpSettings.Shown store(SmtpSettings.Server server) {
        if (server == null) {
            throw Problem.of(400, "bad-request", "problem.body-missing");
        }
        smtp.store(server);
        return smtp.shown();
    }

    @POST
    @Path("test")
    @Consumes("application/json")
    @Requires(NotifyConsole.MANAGE)
    public void test(Trial trial) {
        if (trial == null) {
            throw Problem.of(400, "bad-request", "problem.body-missing");
        }
        smtp.test(trial.to());
    }
}
