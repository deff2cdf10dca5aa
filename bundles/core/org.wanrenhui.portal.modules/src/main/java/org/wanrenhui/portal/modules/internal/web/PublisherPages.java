package org.wanrenhui.portal.modules.internal.web;

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
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** Whose modules may be installed. */
@Component(service = WebResource.class)
@Path(PublisherPages.PATH)
public final class PublisherPages implements WebResource {

    static final String PATH = "/console/publishers";

    /** What may become of unsigned files. */
    public record Choice(String value, String title, String text) {}

    /**
     * The page.
     *
     * @param unsigned what holds now
     * @param typed    certificate that was typed
     */
    public record PublishersView(
            List<PublisherApi.PublisherJson> publishers,
            List<Choice> choices,
            String unsigned,
            String typed,
            List<Answers.FieldError> errors) {}

    private final PublisherApi api;
    private final CurrentRequest request;
    private final Answers answers;

    @Activate
    public PublisherPages(@Reference PublisherApi api, @Reference CurrentRequest request, @Reference Answers answers) {
        this.api = api;
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
    public Response add(@FormParam("certificate") String certificate) {
        try {
            PublisherApi.PublisherJson added = api.trust(certificate);
            return answers.done(PATH, "console.publishers.added", added.name());
        } catch (Problem problem) {
            if (problem.status() != 422 && problem.status() != 409) {
                throw problem;
            }
            String typed = certificate == null ? "" : certificate;
            return Answers.show(page(typed, answers.errors(problem)).status(problem.status()));
        }
    }

    @POST
    @Path("{fingerprint}")
    @Requires(ConsolePermissions.MANAGE)
    public Response remove(@PathParam("fingerprint") String fingerprint) {
        String name = api.one(fingerprint).name();
        api.remove(fingerprint);
        return answers.done(PATH, "console.publishers.removed", name);
    }

    @POST
    @Path("unsigned")
    @Requires(ConsolePermissions.MANAGE)
    public Response unsigned(@FormParam("unsigned") String unsigned) {
        try {
            api.unsigned(new PublisherApi.Unsigned(unsigned));
            return answers.done(PATH, "console.publishers.unsigned.stored");
        } catch (Problem problem) {
            if (problem.status() != 422) {
                throw problem;
            }
            return Answers.show(page("", answers.errors(problem)).status(422));
        }
    }

    private Page page(String typed, List<Answers.FieldError> errors) {
        List<Choice> choices = List.of(
                new Choice(
                        "REFUSE",
                        request.text("console.publishers.unsigned.refuse"),
                        request.text("console.publishers.unsigned.refuseText")),
                new Choice(
                        "ALLOW",
                        request.text("console.publishers.unsigned.allow"),
                        request.text("console.publishers.unsigned.allowText")));
        return Page.of(
                "modules/publishers",
                new PublishersView(api.list().items(), choices, api.unsigned().unsigned(), typed, errors));
    }
}
