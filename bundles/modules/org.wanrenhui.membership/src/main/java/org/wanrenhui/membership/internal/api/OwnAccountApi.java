package org.wanrenhui.membership.internal.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.Contacts;
import org.wanrenhui.membership.internal.people.OwnData;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.SignedIn;

/** Addresses, mails and data of one's own account. */
@Component(service = WebResource.class)
@Path("/api/v1/membership/me")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnAccountApi implements WebResource {

    private final Contacts contacts;
    private final OwnData data;
    private final CurrentRequest request;

    @Activate
    public OwnAccountApi(@Reference Contacts contacts, @Reference OwnData data, @Reference CurrentRequest request) {
        this.contacts = contacts;
        this.data = data;
        this.request = request;
    }

    /** An e-mail address or phone number, and the member's password. */
    public record Wanted(String login, String password) {}

    /** Whether a code is on its way; if not, the address is stored unproven. */
    public record Begun(boolean codeSent) {}

    /** The code that came. */
    public record Proof(String login, String code) {}

    /** What to remove: {@code mail} or {@code phone}. */
    public record Removal(String kind, String password) {}

    /** Language of mails, and whether there shall be any beyond those about safety. */
    public record Mails(String language, boolean notices) {}

    /** The password once more. */
    public record Confirmation(String password) {}

    @GET
    @Path("/contacts")
    @SignedIn
    public Contacts.State contacts() {
        return contacts.state(request.requireCaller().id());
    }

    @POST
    @Path("/contacts")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Begun begin(Wanted given) {
        Wanted wanted = Body.required(given);
        return new Begun(contacts.begin(request.requireCaller().id(), wanted.login(), wanted.password()));
    }

    @PUT
    @Path("/contacts")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Contacts.State confirm(Proof given) {
        Proof proof = Body.required(given);
        contacts.confirm(request.requireCaller().id(), proof.login(), proof.code());
        return contacts();
    }

    @POST
    @Path("/contacts/remove")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Contacts.State remove(Removal given) {
        Removal removal = Body.required(given);
        contacts.remove(request.requireCaller().id(), String.valueOf(removal.kind()), removal.password());
        return contacts();
    }

    @PUT
    @Path("/mails")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Contacts.State mails(Mails given) {
        Mails mails = Body.required(given);
        contacts.prefer(request.requireCaller().id(), mails.language(), mails.notices());
        return contacts();
    }

    /** Everything that the portal keeps about the caller. */
    @GET
    @Path("/data")
    @SignedIn
    public Map<String, Object> data() {
        return data.export(request.requireCaller().id());
    }

    /** Ends the account for good. */
    @POST
    @Path("/erase")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @AllowedWhenReadOnly
    public void erase(Confirmation given) {
        data.eraseOwn(request.requireCaller().id(), Body.required(given).password());
    }
}
