package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Requires;

/** Start of the console: what waits for the operator. */
@Component(service = WebResource.class)
@Path("/console")
public final class TodayPages implements WebResource {

    /** Something that waits; {@code kind} is ok, warn or bad. */
    public record Waiting(String kind, String icon, String title, String text, String href) {}

    /** The page. */
    public record TodayView(
            List<Waiting> waiting, int on, int modules, int perMinute, long behind, List<ModuleLog.Line> log) {}

    private final ModuleViews views;
    private final ModuleLog log;
    private final HealthChecks health;
    private final DeadLetters deadLetters;
    private final Jobs jobs;
    private final CurrentRequest request;

    @Activate
    public TodayPages(
            @Reference ModuleViews views,
            @Reference ModuleLog log,
            @Reference HealthChecks health,
            @Reference DeadLetters deadLetters,
            @Reference Jobs jobs,
            @Reference CurrentRequest request) {
        this.views = views;
        this.log = log;
        this.health = health;
        this.deadLetters = deadLetters;
        this.jobs = jobs;
        this.request = request;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Page today() {
        List<ModuleViews.Card> cards = views.cards(request.locale());
        List<DeadLetters.Backlog> backlogs = deadLetters.backlogs();
        return Page.of(
                "modules/today",
                new TodayView(
                        waiting(cards, backlogs),
                        (int) cards.stream().filter(ModuleViews.Card::on).count(),
                        cards.size(),
                        cards.stream().mapToInt(ModuleViews.Card::requests).sum(),
                        backlogs.stream().mapToLong(DeadLetters.Backlog::behind).sum(),
                        log.lines("module:", 5)));
    }

    private List<Waiting> waiting(List<ModuleViews.Card> cards, List<DeadLetters.Backlog> backlogs) {
        List<Waiting> waiting = new ArrayList<>();
        for (HealthChecks.Answer answer : health.ask()) {
            if (!"OK".equals(answer.status())) {
                String kind = "WARN".equals(answer.status()) ? "warn" : "bad";
                waiting.add(new Waiting(kind, "heartbeat", answer.name(), answer.words(), "/console/health"));
            }
        }
        for (ModuleViews.Card card : cards) {
            if (card.problem() != null && card.desired()) {
                waiting.add(
                        new Waiting("bad", card.icon(), card.title(), card.problem(), "/console/modules/" + card.id()));
            } else if (card.ending()) {
                waiting.add(new Waiting(
                        "warn", "certificate", card.title(), request.text("console.today.ending"), "/console/licence"));
            }
        }
        long dead = backlogs.stream().mapToLong(DeadLetters.Backlog::dead).sum();
        if (dead > 0) {
            waiting.add(new Waiting(
                    "bad",
                    "mail",
                    request.text("console.today.dead", dead),
                    request.text("console.today.deadText"),
                    "/console/outbox"));
        }
        jobs.all().stream()
                .filter(job -> job.failures() > 0)
                .forEach(job -> waiting.add(new Waiting(
                        "warn",
                        "clock",
                        job.name(),
                        request.text("console.today.job", job.failures()),
                        "/console/jobs")));
        return waiting;
    }
}
