package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.modules.internal.licence.Node;
import org.wanrenhui.portal.modules.internal.state.ModuleSwitch;
import org.wanrenhui.portal.modules.internal.state.Planner;

/** The operator's modules: cards, plan, switch, and what happened. */
@Component(service = WebResource.class)
@Path("/console/modules")
public final class ModulePages implements WebResource {

    private static final String PATH = "/console/modules";
    private static final int LOG_LINES = 12;

    /** All modules; {@code shown} are those that pass the filter. */
    public record ModulesView(
            List<ModuleViews.Card> shown,
            String filter,
            int all,
            int on,
            int off,
            int attention,
            int perMinute,
            boolean safeMode,
            List<ModuleViews.Card> ending,
            List<ModuleLog.Line> log) {}

    /** One module. */
    public record ModuleView(ModuleViews.Card card, List<ModuleLog.Line> log) {}

    /** A plan to be agreed to; {@code until} is when the licence changes, or null. */
    public record PlanView(Planner.Plan plan, boolean enabled, Instant until, String also) {}

    private final ModuleViews views;
    private final ModuleSwitch moduleSwitch;
    private final Planner planner;
    private final ModuleLog log;
    private final Node node;
    private final CurrentRequest request;
    private final Answers answers;

    @Activate
    public ModulePages(
            @Reference ModuleViews views,
            @Reference ModuleSwitch moduleSwitch,
            @Reference Planner planner,
            @Reference ModuleLog log,
            @Reference Node node,
            @Reference CurrentRequest request,
            @Reference Answers answers) {
        this.views = views;
        this.moduleSwitch = moduleSwitch;
        this.planner = planner;
        this.log = log;
        this.node = node;
        this.request = request;
        this.answers = answers;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Page list(@QueryParam("show") String show) {
        List<ModuleViews.Card> cards = views.cards(request.locale());
        String filter = show == null ? "" : show;
        List<ModuleViews.Card> shown =
                switch (filter) {
                    case "on" -> cards.stream().filter(ModuleViews.Card::on).toList();
                    case "off" -> cards.stream().filter(card -> !card.on()).toList();
                    case "attention" ->
                        cards.stream().filter(ModuleViews.Card::attention).toList();
                    default -> cards;
                };
        int on = (int) cards.stream().filter(ModuleViews.Card::on).count();
        return Page.of(
                "modules/modules",
                new ModulesView(
                        shown,
                        filter,
                        cards.size(),
                        on,
                        cards.size() - on,
                        (int) cards.stream().filter(ModuleViews.Card::attention).count(),
                        cards.stream().mapToInt(ModuleViews.Card::requests).sum(),
                        node.safeMode(),
                        cards.stream().filter(ModuleViews.Card::ending).toList(),
                        log.lines("module:", LOG_LINES)));
    }

    @GET
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public Page one(@PathParam("id") String id) {
        ModuleViews.Card card = views.card(id, request.locale()).orElseThrow(Problem::notFound);
        return Page.of("modules/module", new ModuleView(card, log.lines("module:" + id, LOG_LINES)));
    }

    @GET
    @Path("{id}/plan")
    @Requires(ConsolePermissions.MANAGE)
    public Page plan(@PathParam("id") String id, @QueryParam("desired") String desired) {
        boolean enabled = new ModuleApi.Wish(desired, List.of()).enabled();
        Planner.Plan plan = planner.plan(id, enabled, request.locale());
        return Page.of(
                "modules/plan",
                new PlanView(
                        plan,
                        enabled,
                        Optional.ofNullable(plan.until()).map(Instant::parse).orElse(null),
                        String.join(",", plan.dependants())));
    }

    @POST
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public Response change(
            @PathParam("id") String id, @FormParam("desired") String desired, @FormParam("also") String also) {
        boolean enabled = new ModuleApi.Wish(desired, List.of()).enabled();
        List<String> agreed = also == null || also.isBlank() ? List.of() : List.of(also.split(","));
        String title =
                views.card(id, request.locale()).orElseThrow(Problem::notFound).title();
        try {
            moduleSwitch.change(id, enabled, request.requireCaller().name(), agreed);
            return answers.done(PATH, enabled ? "console.modules.isOn" : "console.modules.isOff", title);
        } catch (Problem problem) {
            if (problem.status() != 409 && !"unlicensed".equals(problem.type())) {
                throw problem;
            }
            return answers.failed(PATH, answers.text(problem));
        }
    }
}
