package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** Audit log, jobs, consumers of events, dead letters, settings and health by API. */
@Component(service = {WebResource.class, OperationsApi.class})
@Path("/api/v1")
@Produces("application/json")
public final class OperationsApi implements WebResource {

    /** Whether an action was begun. */
    public record Done(boolean done) {}

    private final AuditLog auditLog;
    private final Audit audit;
    private final Jobs jobs;
    private final DeadLetters deadLetters;
    private final HealthChecks health;
    private final PortalSettings settings;

    @Activate
    public OperationsApi(
            @Reference AuditLog auditLog,
            @Reference Audit audit,
            @Reference Jobs jobs,
            @Reference DeadLetters deadLetters,
            @Reference HealthChecks health,
            @Reference PortalSettings settings) {
        this.auditLog = auditLog;
        this.audit = audit;
        this.jobs = jobs;
        this.deadLetters = deadLetters;
        this.health = health;
        this.settings = settings;
    }

    @GET
    @Path("audit")
    @Requires(ConsolePermissions.MANAGE)
    public Slice<AuditLog.Entry> audit(
            @QueryParam("action") String action,
            @QueryParam("object") String object,
            @QueryParam("actor") String actor,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("after") String after,
            @QueryParam("limit") Integer limit) {
        return auditLog.entries(
                AuditQuery.of(action, object, actor, from, until).filter(),
                Answers.cursor(after),
                Answers.limit(limit, 50));
    }

    @GET
    @Path("jobs")
    @Requires(ConsolePermissions.MANAGE)
    public Slice<Jobs.Status> jobs() {
        return new Slice<>(jobs.all(), null);
    }

    @POST
    @Path("jobs/{name}/run")
    @Requires(ConsolePermissions.MANAGE)
    public Done run(@PathParam("name") String name) {
        if (!jobs.runNow(name)) {
            throw Problem.conflict("console.jobs.notRun", name);
        }
        audit.record("jobs.run", "job:" + name, "");
        return new Done(true);
    }

    /** Stops the job until further notice; a run that has begun is finished. */
    @PUT
    @Path("jobs/{name}/pause")
    @Requires(ConsolePermissions.MANAGE)
    public Done pause(@PathParam("name") String name) {
        return pause(name, true);
    }

    @DELETE
    @Path("jobs/{name}/pause")
    @Requires(ConsolePermissions.MANAGE)
    public Done resume(@PathParam("name") String name) {
        return pause(name, false);
    }

    private Done pause(String name, boolean paused) {
        if (!jobs.pause(name, paused)) {
            throw Problem.notFound();
        }
        audit.record(paused ? "jobs.pause" : "jobs.resume", "job:" + name, "");
        return new Done(true);
    }

    @GET
    @Path("dead-letters")
    @Requires(ConsolePermissions.MANAGE)
    public Slice<DeadLetters.Letter> letters(@QueryParam("after") String after, @QueryParam("limit") Integer limit) {
        return deadLetters.list(Answers.cursor(after), Answers.limit(limit, 50));
    }

    @POST
    @Path("dead-letters/{id}/retry")
    @Requires(ConsolePermissions.MANAGE)
    public Done retry(@PathParam("id") long id) {
        if (!deadLetters.retry(id)) {
            throw Problem.notFound();
        }
        audit.record("events.retry", "dead-letter:" + id, "");
        return new Done(true);
    }

    @DELETE
    @Path("dead-letters/{id}")
    @Requires(ConsolePermissions.MANAGE)
    public Done discard(@PathParam("id") long id) {
        if (!deadLetters.discard(id)) {
            throw Problem.notFound();
        }
        audit.record("events.discard", "dead-letter:" + id, "");
        return new Done(true);
    }

    /** How far each consumer of events is. */
    @GET
    @Path("consumers")
    @Requires(ConsolePermissions.MANAGE)
    public Slice<DeadLetters.Backlog> consumers() {
        return new Slice<>(deadLetters.backlogs(), null);
    }

    @GET
    @Path("settings")
    @Requires(ConsolePermissions.MANAGE)
    public PortalSettings.Values settings() {
        return settings.values();
    }

    @PUT
    @Path("settings")
    @Consumes("application/json")
    @Requires(ConsolePermissions.MANAGE)
    public PortalSettings.Values change(PortalSettings.Values values) {
        if (values == null) {
            throw Problem.invalid("title", "input.required");
        }
        return settings.store(values);
    }

    @GET
    @Path("health")
    @Requires(ConsolePermissions.MANAGE)
    public Slice<HealthChecks.Answer> health() {
        return new Slice<>(health.ask(), null);
    }
}
