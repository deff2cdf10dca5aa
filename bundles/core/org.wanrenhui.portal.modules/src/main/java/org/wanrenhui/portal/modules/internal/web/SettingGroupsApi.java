package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** The settings of modules by API. */
@Component(service = WebResource.class)
@Path("/api/v1/settings/groups")
@Produces("application/json")
public final class SettingGroupsApi implements WebResource {

    /** Values by key, and the fingerprint of those that the editor has seen; without one, whatever there is is replaced. */
    public record Change(Map<String, String> values, String seen) {}

    private final SettingGroups groups;
    private final CurrentRequest request;

    @Activate
    public SettingGroupsApi(@Reference SettingGroups groups, @Reference CurrentRequest request) {
        this.groups = groups;
        this.request = request;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Slice<SettingGroups.Group> list() {
        return new Slice<>(groups.all(request.locale()), null);
    }

    @GET
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public SettingGroups.Group find(@PathParam("id") String id) {
        return groups.find(id, request.locale());
    }

    @PUT
    @Path("{id}")
    @Consumes("application/json")
    @Requires(ConsolePermissions.MANAGE)
    public SettingGroups.Group store(@PathParam("id") String id, Change change) {
        if (change == null || change.values() == null) {
            throw Problem.invalid("values", "input.required");
        }
        groups.store(id, change.values(), change.seen());
        return find(id);
    }
}
