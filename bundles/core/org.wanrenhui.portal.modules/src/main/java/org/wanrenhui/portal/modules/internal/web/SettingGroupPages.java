package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** A page for each group of settings that modules offer. */
@Component(service = WebResource.class)
@Path("/console/settings/groups")
public final class SettingGroupPages implements WebResource {

    /** One group as filled in, and the way to the others. */
    public record GroupView(
            SettingGroups.Group group, List<SettingGroups.Group> groups, List<Answers.FieldError> errors) {}

    private final SettingGroups groups;
    private final CurrentRequest request;
    private final Answers answers;

    @Activate
    public SettingGroupPages(
            @Reference SettingGroups groups, @Reference CurrentRequest request, @Reference Answers answers) {
        this.groups = groups;
        this.request = request;
        this.answers = answers;
    }

    @GET
    @Path("{id: [a-z-]{1,40}}")
    @Requires(ConsolePermissions.MANAGE)
    public Page show(@PathParam("id") String id) {
        return page(groups.find(id, request.locale()), List.of());
    }

    @POST
    @Path("{id: [a-z-]{1,40}}")
    @Requires(ConsolePermissions.MANAGE)
    public Response store(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        SettingGroups.Group shown = groups.find(id, request.locale());
        Map<String, String> values = new LinkedHashMap<>();
        for (SettingGroups.Field field : shown.settings()) {
            // A switch that is off is not sent by a browser.
            String value = field.kind().equals("SWITCH")
                    ? String.valueOf(form.containsKey(field.key()))
                    : form.getFirst(field.key());
            values.put(field.key(), value == null ? "" : value);
        }
        try {
            groups.store(id, values, form.getFirst("seen"));
            return answers.done("/console/settings/groups/" + id, "console.settings.stored");
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            return Answers.show(page(typed(shown, values, form.getFirst("seen")), answers.errors(problem))
                    .status(problem.status()));
        }
    }

    private static SettingGroups.Group typed(SettingGroups.Group shown, Map<String, String> values, String seen) {
        return new SettingGroups.Group(
                shown.id(),
                shown.title(),
                shown.settings().stream()
                        .map(f -> new SettingGroups.Field(
                                f.key(),
                                f.title(),
                                f.hint(),
                                f.kind(),
                                f.kind().equals("SECRET") ? "" : values.get(f.key()),
                                f.set(),
                                f.fallback(),
                                f.min(),
                                f.max(),
                                f.options()))
                        .toList(),
                seen == null ? "" : seen);
    }

    private Page page(SettingGroups.Group group, List<Answers.FieldError> errors) {
        return Page.of("modules/setting-group", new GroupView(group, groups.all(request.locale()), errors));
    }
}
