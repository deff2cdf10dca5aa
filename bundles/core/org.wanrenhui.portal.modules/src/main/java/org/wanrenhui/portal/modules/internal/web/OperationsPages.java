package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** Events that could not be delivered, jobs, and how this node is. */
@Component(service = WebResource.class)
@Path("/console")
public final class OperationsPages implements WebResource {

    /** Consumers and dead letters. */
    public record OutboxView(List<DeadLetters.Backlog> backlogs, Slice<DeadLetters.Letter> letters) {}

    /** All jobs. */
    public record JobsView(List<Jobs.Status> jobs) {}

    /** Parts of the node and its process. */
    public record HealthView(
            List<HealthChecks.Answer> answers, long heapUsed, long heapMax, int threads, long minutesUp, String java) {}

    private final OperationsApi api;
    private final DeadLetters deadLetters;
    private final Jobs jobs;
    private final HealthChecks health;
    private final Answers answers;

    @Activate
    public OperationsPages(
            @Reference OperationsApi api,
            @Reference DeadLetters deadLetters,
            @Reference Jobs jobs,
            @Reference HealthChecks health,
            @Reference Answers answers) {
        this.api = api;
        this.deadLetters = deadLetters;
        this.jobs = jobs;
        this.health = health;
        this.answers = answers;
    }

    @GET
    @Path("outbox")
    @Requires(ConsolePermissions.MANAGE)
    public Page outbox(@QueryParam("after") String after) {
        return Page.of(
                "modules/outbox", new OutboxView(deadLetters.backlogs(), deadLetters.list(Answers.cursor(after), 50)));
    }

    @POST
    @Path("outbox/{id}")
    @Requires(ConsolePermissions.MANAGE)
    public Response letter(@PathParam("id") long id, @FormParam("action") String action) {
        try {
            if ("discard".equals(action)) {
                api.discard(id);
                return answers.done("/console/outbox", "console.outbox.discarded");
            }
            api.retry(id);
            return answers.done("/console/outbox", "console.outbox.retried");
        } catch (Problem problem) {
            return answers.failed("/console/outbox", answers.text(problem));
        }
    }

    @GET
    @Path("jobs")
    @Requires(ConsolePermissions.MANAGE)
    public Page jobs() {
        return Page.of("modules/jobs", new JobsView(jobs.all()));
    }

    @POST
    @Path("jobs/{name}")
    @Requires(ConsolePermissions.MANAGE)
    public Response run(@PathParam("name") String name, @FormParam("action") String action) {
        try {
            if ("pause".equals(action)) {
                api.pause(name);
                return answers.done("/console/jobs", "console.jobs.isPaused", name);
            }
            if ("resume".equals(action)) {
                api.resume(name);
                return answers.done("/console/jobs", "console.jobs.isResumed", name);
            }
            api.run(name);
            return answers.done("/console/jobs", "console.jobs.started", name);
        } catch (Problem problem) {
            return answers.failed("/console/jobs", answers.text(problem));
        }
    }

    @GET
    @Path("health")
    @Requires(ConsolePermissions.MANAGE)
    public Page health() {
        Runtime runtime = Runtime.getRuntime();
        return Page.of(
                "modules/health",
                new HealthView(
                        health.ask(),
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        runtime.maxMemory() >> 20,
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        ManagementFactory.getRuntimeMXBean().getUptime() / 60_000,
                        System.getProperty("java.version")));
    }
}
