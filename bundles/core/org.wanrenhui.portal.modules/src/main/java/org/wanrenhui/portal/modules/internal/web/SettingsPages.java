package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** What the portal is called and how it looks. */
@Component(service = WebResource.class)
@Path("/console/settings")
public final class SettingsPages implements WebResource {

    /** The form. */
    public record SettingsView(
            PortalSettings.Values form,
            List<PortalSettings.Theme> themes,
            List<String> colours,
            List<SettingGroups.Group> groups,
            boolean preview,
            List<Answers.FieldError> errors) {}

    /** Colours that carry white letters. */
    private static final List<String> COLOURS =
            List.of("#b5472f", "#0f766e", "#1d4ed8", "#7c3aed", "#be185d", "#4d7c0f");

    private final PortalSettings settings;
    private final SettingGroups groups;
    private final CurrentRequest request;
    private final Answers answers;

    @Activate
    public SettingsPages(
            @Reference PortalSettings settings,
            @Reference SettingGroups groups,
            @Reference CurrentRequest request,
            @Reference Answers answers) {
        this.groups = groups;
        this.settings = settings;
        this.request = request;
        this.answers = answers;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Page show() {
        return page(settings.values(), false, List.of());
    }

    @POST
    @Requires(ConsolePermissions.MANAGE)
    public Response store(
            @FormParam("title") String title,
            @FormParam("operator") String operator,
            @FormParam("hotline") String hotline,
            @FormParam("theme") String theme,
            @FormParam("brand") String brand,
            @FormParam("seen") String seen,
            @FormParam("preview") String preview) {
        PortalSettings.Values typed = new PortalSettings.Values(
                text(title), text(operator), text(hotline), text(theme), text(brand), text(seen));
        try {
            if (preview != null) {
                settings.check(typed);
                return Answers.show(page(typed, true, List.of()));
            }
            settings.store(typed);
            return answers.done("/console/settings", "console.settings.stored");
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            return Answers.show(page(typed, false, answers.errors(problem)).status(problem.status()));
        }
    }

    private Page page(PortalSettings.Values form, boolean preview, List<Answers.FieldError> errors) {
        return Page.of(
                "modules/settings",
                new SettingsView(
                        form,
                        settings.themes(request.locale()),
                        COLOURS,
                        groups.all(request.locale()),
                        preview,
                        errors));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
