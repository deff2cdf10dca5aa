package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.Contacts;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** E-mail address and phone: to add, prove, change and remove them; and which mails there shall be. */
@Component(service = WebResource.class)
@Path("/me/contacts")
public final class ContactPages implements WebResource {

    private final Contacts contacts;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public ContactPages(@Reference Contacts contacts, @Reference CurrentRequest request, @Reference Forms forms) {
        this.contacts = contacts;
        this.request = request;
        this.forms = forms;
    }

    /** The page; {@code sent} once a code is on its way to {@code login}. */
    public record ContactsView(Contacts.State state, String login, boolean sent, List<FieldError> errors) {}

    @GET
    @SignedIn
    public Page show(@QueryParam("login") String login) {
        return page(Forms.text(login), false, List.of());
    }

    private Page page(String login, boolean sent, List<FieldError> errors) {
        return Page.of(
                "membership/me-contacts",
                new ContactsView(contacts.state(request.requireCaller().id()), login, sent, errors));
    }

    @POST
    @SignedIn
    @AllowedWhenReadOnly
    public Response begin(@FormParam("login") String login, @FormParam("password") String password) {
        return forms.attempt(
                () -> contacts.begin(request.requireCaller().id(), login, password)
                        ? Forms.show(page(Forms.text(login), true, List.of()))
                        : forms.done("/me/contacts", "membership.contact.stored"),
                errors -> page(Forms.text(login), false, errors));
    }

    @POST
    @Path("/confirm")
    @SignedIn
    @AllowedWhenReadOnly
    public Response confirm(@FormParam("login") String login, @FormParam("code") String code) {
        return forms.attempt(
                () -> {
                    contacts.confirm(request.requireCaller().id(), login, code);
                    return forms.done("/me/contacts", "membership.contact.proven");
                },
                errors -> page(Forms.text(login), true, errors));
    }

    @POST
    @Path("/remove/{kind: mail|phone}")
    @SignedIn
    @AllowedWhenReadOnly
    public Response remove(@PathParam("kind") String kind, @FormParam("password") String password) {
        return forms.act(
                "/me/contacts",
                "membership.contact.removed",
                () -> contacts.remove(request.requireCaller().id(), kind, password));
    }

    @POST
    @Path("/mails")
    @SignedIn
    @AllowedWhenReadOnly
    public Response mails(@FormParam("language") String language, @FormParam("notices") String notices) {
        return forms.act(
                "/me/contacts",
                "membership.saved",
                () -> contacts.prefer(request.requireCaller().id(), language, notices != null));
    }
}
