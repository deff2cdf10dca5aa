package org.wanrenhui.portal.modules.internal.web;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;
import org.wanrenhui.portal.modules.internal.licence.Node;

/** The licence: what it allows, and a new one. */
@Component(service = WebResource.class)
@Path("/console/licence")
public final class LicencePages implements WebResource {

    /** A licensed module. */
    public record Row(String id, String title, boolean installed, String state, Instant end, Instant until) {}

    /** The page; {@code jws} is what was typed. */
    public record LicenceView(
            LicenceApi.LicenceJson licence,
            List<Row> rows,
            String operator,
            String territory,
            String jws,
            List<Answers.FieldError> errors) {}

    private final LicenceApi api;
    private final StartLevelGate gate;
    private final ModuleTexts texts;
    private final Node node;
    private final CurrentRequest request;
    private final Answers answers;

    @Activate
    public LicencePages(
            @Reference LicenceApi api,
            @Reference StartLevelGate gate,
            @Reference ModuleTexts texts,
            @Reference Node node,
            @Reference CurrentRequest request,
            @Reference Answers answers) {
        this.api = api;
        this.gate = gate;
        this.texts = texts;
        this.node = node;
        this.request = request;
        this.answers = answers;
    }

    @GET
    @Requires(ConsolePermissions.MANAGE)
    public Page show() {
        return page("", List.of());
    }

    @POST
    @Requires(ConsolePermissions.MANAGE)
    public Response replace(@FormParam("jws") String jws) {
        String typed = jws == null ? "" : jws.strip();
        try {
            api.replace(typed);
            return answers.done("/console/licence", "console.licence.installed");
        } catch (Problem problem) {
            List<Answers.FieldError> errors = List.of(new Answers.FieldError("jws", answers.text(problem)));
            return Answers.show(page(typed, errors).status(422));
        }
    }

    private Page page(String jws, List<Answers.FieldError> errors) {
        LicenceApi.LicenceJson licence = api.show();
        List<Row> rows = licence.modules().stream()
                .map(module -> new Row(
                        module.module(),
                        gate.module(module.module())
                                .map(m -> texts.title(m.bundle(), request.locale()))
                                .orElse(module.module()),
                        gate.module(module.module()).isPresent(),
                        module.state(),
                        module.end(),
                        module.until()))
                .toList();
        return Page.of(
                "modules/licence", new LicenceView(licence, rows, node.operator(), node.territory(), jws, errors));
    }
}
