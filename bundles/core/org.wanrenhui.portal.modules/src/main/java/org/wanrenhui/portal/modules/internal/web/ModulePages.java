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
import org.wanrenhui.portal.modules.internal.state.ModuleInstaller;
import org.wanrenhui.portal.modules.internal.state.Planner;
import org.wanrenhui.portal.modules.internal.state.Wanted;

/** The operator's modules: cards, plan, switch, and what happened. */
@Component(service = WebResource.class)
@Path("/console/modules")
public final class ModulePages implements WebResource {

    private static final String PATH = "/console/modules";
    private static final int LOG_LINES = 12;

    /** All modules; {@code shown} are those that pass the filter, {@code uninstalled} the ids of those that are not there. */
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
            List<String> uninstalled,
            List<ModuleViews.Unfit> unfit,
            List<ModuleLog.Line> log) {}

    /** One module. */
    public record ModuleView(ModuleViews.Card card, ModuleFigures.Figures figures, List<ModuleLog.Line> log) {}

    /** A plan to be agreed to; {@code away} when the module is not installed; {@code until} is when the licence changes, or null. */
    public record PlanView(Planner.Plan plan, boolean enabled, boolean away, Instant until, String also) {}

    private final ModuleViews views;
    private final ModuleFigures figures;
    private final ModuleInstaller installer;
    private final Planner planner;
    private final ModuleLog log;
    private final Node node;
    private final CurrentRequest request;
    private final Answers answers;

    @Activate
    public ModulePages(
            @Reference ModuleViews views,
            @Reference ModuleFigures figures,
            @Reference ModuleInstaller installer,
            @Reference Planner planner,
            @Reference ModuleLog log,
            @Reference Node node,
            @Reference CurrentRequest request,
            @Reference Answers answers) {
        this.views = views;
        this.figures = figures;
        this.installer = installer;
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
                        views.uninstalled(),
                        views.unfit(request.locale()),
                        log.lines("module:", LOG_LINES)));
    }

    @GET
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public Page one(@PathParam("id") String id) {
        ModuleViews.Card card = views.card(id, request.locale()).orElseThrow(Problem::notFound);
        return Page.of(
                "modules/module",
                new ModuleView(
                        card,
                        figures.of(id, request.locale()).orElseThrow(Problem::notFound),
                        log.lines("module:" + id, LOG_LINES)));
    }

    @GET
    @Path("{id}/plan")
    @Requires(ConsolePermissions.MANAGE)
    public Page plan(@PathParam("id") String id, @QueryParam("desired") String desired) {
        Wanted wanted = new ModuleApi.Wish(desired, List.of()).wanted();
        Planner.Plan plan = planner.plan(id, wanted, request.locale());
        return Page.of(
                "modules/plan",
                new PlanView(
                        plan,
                        wanted == Wanted.ENABLED,
                        installer.uninstalled(id).isPresent(),
                        Optional.ofNullable(plan.until()).map(Instant::parse).orElse(null),
                        String.join(",", plan.dependants())));
    }

    @POST
    @Path("{id}")
    @Requires(ConsolePermissions.MANAGE)
    public Response change(
            @PathParam("id") String id, @FormParam("desired") String desired, @FormParam("also") String also) {
        Wanted wanted = new ModuleApi.Wish(desired, List.of()).wanted();
        List<String> agreed = also == null || also.isBlank() ? List.of() : List.of(also.split(","));
        String before = title(id);
        try {
            boolean away = installer.uninstalled(id).isPresent();
            installer.change(id, wanted, request.requireCaller().name(), agreed);
            String said =
                    switch (wanted) {
                        case ENABLED -> "console.modules.isOn";
                        case DISABLED -> away ? "console.modules.isInstalled" : "console.modules.isOff";
                        case UNINSTALLED -> "console.modules.isUninstalled";
                    };
            return answers.done(PATH, said, wanted == Wanted.UNINSTALLED ? before : title(id));
        } catch (Problem problem) {
            if (problem.status() != 409 && !"unlicensed".equals(problem.type())) {
                throw problem;
            }
            return answers.failed(PATH, answers.text(problem));
        }
    }

    private String title(String id) {
        return views.card(id, request.locale())
                .map(ModuleViews.Card::title)
                .or(() -> installer.uninstalled(id).map(state -> id))
                .orElseThrow(Problem::notFound);
    }
}
