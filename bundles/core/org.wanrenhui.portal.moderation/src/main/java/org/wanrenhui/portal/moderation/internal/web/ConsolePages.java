package org.wanrenhui.portal.moderation.internal.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;
import org.wanrenhui.portal.moderation.internal.store.Cases;
import org.wanrenhui.portal.moderation.internal.store.Contents;
import org.wanrenhui.portal.moderation.internal.store.Jurisdiction;
import org.wanrenhui.portal.moderation.internal.store.Sanctions;
import org.wanrenhui.portal.moderation.internal.store.Words;

/** The moderators' pages: queue, sanctions, words. */
@Component(service = WebResource.class)
@Path("/console/moderation")
@Produces("text/html")
public final class ConsolePages implements WebResource {

    private static final int PAGE = 20;

    /** A case with names and the place where it stands. */
    public record Line(Cases.Case item, String author, String title, String href) {}

    /** The queue. */
    public record Queue(List<Line> cases, String next) {}

    /** The list of words. */
    public record WordList(List<Words.Word> words) {}

    /** A sanction with the member's name. */
    public record SanctionLine(Sanctions.Sanction item, String member) {}

    /** The list of sanctions. */
    public record SanctionList(List<SanctionLine> sanctions) {}

    private final Cases cases;
    private final Contents contents;
    private final Words words;
    private final Sanctions sanctions;
    private final Members members;
    private final CurrentRequest request;

    @Activate
    public ConsolePages(
            @Reference Cases cases,
            @Reference Contents contents,
            @Reference Words words,
            @Reference Sanctions sanctions,
            @Reference Members members,
            @Reference CurrentRequest request) {
        this.cases = cases;
        this.contents = contents;
        this.words = words;
        this.sanctions = sanctions;
        this.members = members;
        this.request = request;
    }

    @GET
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Page queue(@DefaultValue("0") @QueryParam("after") long after) {
        Slice<Cases.Case> slice = cases.queue(request.requireCaller(), after, PAGE);
        Map<Long, String> names = names(slice.items().stream().map(Cases.Case::authorId));
        return Page.of(
                "moderation/queue",
                new Queue(
                        slice.items().stream()
                                .map(c -> {
                                    var exhibit = contents.find(c.kind(), c.contentId());
                                    return new Line(
                                            c,
                                            names.getOrDefault(c.authorId(), "—"),
                                            exhibit.map(e -> e.title()).orElse(""),
                                            exhibit.map(e -> e.href()).orElse(""));
                                })
                                .toList(),
                        slice.next()));
    }

    @POST
    @Path("{id: [0-9]{1,18}}")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response decide(
            @PathParam("id") long id, @FormParam("action") String action, @FormParam("reason") String reason) {
        cases.decide(id, request.requireCaller(), Actions.parse(action), reason);
        return done("moderation.flash.decided", "");
    }

    @POST
    @Path("{id: [0-9]{1,18}}/appeal")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response answer(
            @PathParam("id") long id, @FormParam("granted") boolean granted, @FormParam("answer") String answer) {
        cases.answer(id, request.requireCaller(), granted, answer);
        return done("moderation.flash.answered", "");
    }

    @GET
    @Path("words")
    @Requires(Jurisdiction.WORDS)
    public Page words() {
        return Page.of("moderation/words", new WordList(words.all()));
    }

    @POST
    @Path("words")
    @Requires(Jurisdiction.WORDS)
    public Response addWords(@FormParam("words") String lines, @FormParam("severity") String severity) {
        words.add(lines, severity, request.requireCaller().name());
        return done("moderation.flash.words", "/words");
    }

    @POST
    @Path("words/{id: [0-9]{1,18}}/remove")
    @Requires(Jurisdiction.WORDS)
    public Response removeWord(@PathParam("id") long id) {
        words.remove(id);
        return done("moderation.flash.words", "/words");
    }

    @GET
    @Path("sanctions")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Page sanctions() {
        List<Sanctions.Sanction> latest = sanctions.latest(request.requireCaller());
        Map<Long, String> names = names(latest.stream().map(Sanctions.Sanction::memberId));
        return Page.of(
                "moderation/sanctions",
                new SanctionList(latest.stream()
                        .map(s -> new SanctionLine(s, names.getOrDefault(s.memberId(), "—")))
                        .toList()));
    }

    @POST
    @Path("sanctions")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response impose(
            @FormParam("member") long member,
            @FormParam("community") long community,
            @FormParam("kind") String kind,
            @DefaultValue("3") @FormParam("days") int days,
            @FormParam("reason") String reason) {
        sanctions.impose(request.requireCaller(), member, community, kind, days, reason);
        return done("moderation.flash.imposed", "/sanctions");
    }

    @POST
    @Path("sanctions/{id: [0-9]{1,18}}/lift")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response lift(@PathParam("id") long id) {
        sanctions.lift(request.requireCaller(), id);
        return done("moderation.flash.lifted", "/sanctions");
    }

    private Response done(String textKey, String path) {
        request.flash(Flash.Kind.OK, request.text(textKey));
        return Response.seeOther(URI.create("/console/moderation" + path)).build();
    }

    private Map<Long, String> names(Stream<Long> ids) {
        return members.cards(ids.collect(Collectors.toSet())).values().stream()
                .collect(Collectors.toMap(MemberCard::id, MemberCard::name));
    }

    /** Names of actions, as forms and JSON send them. */
    static final class Actions {

        private Actions() {}

        static Moderation.Action parse(String name) {
            for (Moderation.Action action : Moderation.Action.values()) {
                if (action.name().equals(name)) {
                    return action;
                }
            }
            throw Problem.invalid("action", "moderation.problem.action");
        }
    }
}
