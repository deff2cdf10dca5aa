package org.wanrenhui.portal.moderation.internal.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.api.web.SignedIn;
import org.wanrenhui.portal.moderation.internal.store.Cases;
import org.wanrenhui.portal.moderation.internal.store.Jurisdiction;
import org.wanrenhui.portal.moderation.internal.store.Sanctions;
import org.wanrenhui.portal.moderation.internal.store.Words;

/** The moderation by API. */
@Component(service = WebResource.class)
@Path("/api/v1/moderation")
@Produces("application/json")
@Consumes("application/json")
public final class ModerationApi implements WebResource {

    /** What a moderator decides. */
    public record Decision(String action, String reason) {}

    /** A sanction to impose; {@code days} 0 for ever, {@code community} 0 for the whole portal. */
    public record NewSanction(long member, long community, String kind, int days, String reason) {}

    /** Words to add, one a line. */
    public record NewWords(String words, String severity) {}

    /** Words of an appeal. */
    public record Appeal(String words) {}

    /** Answer to an appeal. */
    public record AppealAnswer(boolean granted, String answer) {}

    private final Cases cases;
    private final Words words;
    private final Sanctions sanctions;
    private final CurrentRequest request;

    @Activate
    public ModerationApi(
            @Reference Cases cases,
            @Reference Words words,
            @Reference Sanctions sanctions,
            @Reference CurrentRequest request) {
        this.cases = cases;
        this.words = words;
        this.sanctions = sanctions;
        this.request = request;
    }

    @GET
    @Path("cases")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Slice<Cases.Case> cases(
            @QueryParam("state") String state,
            @QueryParam("after") Long after,
            @DefaultValue("20") @QueryParam("limit") int limit) {
        int most = Math.max(1, Math.min(100, limit));
        return "decided".equals(state)
                ? cases.decided(request.requireCaller(), after == null ? Long.MAX_VALUE : after, most)
                : cases.queue(request.requireCaller(), after == null ? 0 : after, most);
    }

    @PUT
    @Path("cases/{id}")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public void decide(@PathParam("id") long id, Decision decision) {
        Decision made = present(decision);
        cases.decide(id, request.requireCaller(), ConsolePages.Actions.parse(made.action()), made.reason());
    }

    @POST
    @Path("cases/{id}/appeal")
    @SignedIn
    public void appeal(@PathParam("id") long id, Appeal appeal) {
        cases.appeal(id, request.requireCaller(), present(appeal).words());
    }

    @PUT
    @Path("cases/{id}/appeal")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public void answer(@PathParam("id") long id, AppealAnswer answer) {
        cases.answer(id, request.requireCaller(), present(answer).granted(), answer.answer());
    }

    @GET
    @Path("mine")
    @SignedIn
    public Slice<Cases.Case> mine() {
        return new Slice<>(cases.of(request.requireCaller().id()), null);
    }

    @GET
    @Path("words")
    @Requires(Jurisdiction.WORDS)
    public Slice<Words.Word> words() {
        return new Slice<>(words.all(), null);
    }

    @POST
    @Path("words")
    @Requires(Jurisdiction.WORDS)
    public void add(NewWords added) {
        words.add(
                present(added).words(),
                added.severity(),
                request.requireCaller().name());
    }

    @DELETE
    @Path("words/{id}")
    @Requires(Jurisdiction.WORDS)
    public void remove(@PathParam("id") long id) {
        words.remove(id);
    }

    @GET
    @Path("sanctions")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Slice<Sanctions.Sanction> sanctions(
            @QueryParam("after") Long after, @DefaultValue("20") @QueryParam("limit") int limit) {
        return sanctions.list(
                request.requireCaller(), after == null ? Long.MAX_VALUE : after, Math.max(1, Math.min(100, limit)));
    }

    /** The caller's own sanctions. */
    @GET
    @Path("mine/sanctions")
    @SignedIn
    public Slice<Sanctions.Sanction> ownSanctions() {
        return new Slice<>(sanctions.of(request.requireCaller().id()), null);
    }

    @POST
    @Path("sanctions/{id}/appeal")
    @SignedIn
    public void appealSanction(@PathParam("id") long id, Appeal appeal) {
        sanctions.appeal(id, request.requireCaller(), present(appeal).words());
    }

    @PUT
    @Path("sanctions/{id}/appeal")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public void answerSanction(@PathParam("id") long id, AppealAnswer answer) {
        sanctions.answer(id, request.requireCaller(), present(answer).granted(), answer.answer());
    }

    @POST
    @Path("sanctions")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public void impose(NewSanction sanction) {
        NewSanction s = present(sanction);
        sanctions.impose(request.requireCaller(), s.member(), s.community(), s.kind(), s.days(), s.reason());
    }

    @DELETE
    @Path("sanctions/{id}")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public void lift(@PathParam("id") long id) {
        sanctions.lift(request.requireCaller(), id);
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw Problem.of(400, "bad-request", "problem.body-missing");
        }
        return body;
    }
}
