package org.wanrenhui.membership.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Recovery;
import org.wanrenhui.membership.internal.identity.SecondFactor;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.people.Profiles;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.AllowedWhenReadOnly;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.SignedIn;

/** Password, second factor and sessions. */
@Component(service = WebResource.class)
@Path("/me/security")
public final class SecurityPages implements WebResource {

    private final Sessions sessions;
    private final Recovery recovery;
    private final SecondFactor secondFactor;
    private final Profiles profiles;
    private final CurrentRequest request;
    private final Forms forms;

    @Activate
    public SecurityPages(
            @Reference Sessions sessions,
            @Reference Recovery recovery,
            @Reference SecondFactor secondFactor,
            @Reference Profiles profiles,
            @Reference CurrentRequest request,
            @Reference Forms forms) {
        this.sessions = sessions;
        this.recovery = recovery;
        this.secondFactor = secondFactor;
        this.profiles = profiles;
        this.request = request;
        this.forms = forms;
    }

    /** The overview, with the password form. */
    public record SecurityView(
            Profiles.Own me, boolean factor, List<Sessions.SessionView> sessions, List<FieldError> errors) {}

    /** The second factor: to enrol, or once, its recovery codes. */
    public record FactorView(SecondFactor.State state, List<String> recoveryCodes, List<FieldError> errors) {}

    @GET
    @SignedIn
    public Page overview() {
        return page(List.of());
    }

    private Page page(List<FieldError> errors) {
        long id = request.requireCaller().id();
        return Page.of(
                "membership/me-security",
                new SecurityView(profiles.own(id), secondFactor.isOn(id), sessions.list(id, token()), errors));
    }

    private String token() {
        return request.sessionToken().orElse("");
    }

    @POST
    @Path("/password")
    @SignedIn
    @AllowedWhenReadOnly
    public Response password(@FormParam("old") String old, @FormParam("password") String password) {
        return forms.attempt(
                () -> {
                    recovery.change(request.requireCaller().id(), old, password, token());
                    return forms.done("/me/security", "membership.password.changed");
                },
                this::page);
    }

    @POST
    @Path("/sessions/{id}/end")
    @SignedIn
    @AllowedWhenReadOnly
    public Response end(@PathParam("id") long id) {
        sessions.end(request.requireCaller().id(), id);
        return forms.done("/me/security", "membership.session.ended");
    }

    @POST
    @Path("/sessions/end-others")
    @SignedIn
    @AllowedWhenReadOnly
    public Response endOthers() {
        sessions.endOthers(request.requireCaller().id(), token());
        return forms.done("/me/security", "membership.session.others-ended");
    }

    @GET
    @Path("/factor")
    @SignedIn
    public Page factor() {
        return factor(List.of(), List.of());
    }

    private Page factor(List<String> codes, List<FieldError> errors) {
        return Page.of(
                "membership/me-factor",
                new FactorView(secondFactor.state(request.requireCaller().id()), codes, errors));
    }

    @POST
    @Path("/factor")
    @SignedIn
    public Response enrol(@FormParam("code") String code) {
        return forms.attempt(
                () -> Forms.show(
                        factor(secondFactor.enrol(request.requireCaller().id(), code, token()), List.of())),
                errors -> factor(List.of(), errors));
    }

    @POST
    @Path("/factor/remove")
    @SignedIn
    public Response remove(@FormParam("code") String code) {
        return forms.attempt(
                () -> {
                    secondFactor.removeOwn(request.requireCaller().id(), code);
                    return forms.done("/me/security", "membership.factor.removed");
                },
                errors -> factor(List.of(), errors));
    }
}
