package org.wanrenhui.portal.moderation.internal.web;

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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
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

    /** The queue, or what was decided. */
    public record Queue(List<Line> cases, String next, boolean decided) {}

    /** The list of words. */
    public record WordList(List<Words.Word> words) {}

    /** A sanction with the names of member and community. */
    public record SanctionLine(Sanctions.Sanction item, String member, String community) {}

    /** What was typed into the form. */
    public record SanctionForm(String member, String community, String kind, String days, String reason) {}

    /** A field and what is wrong with it. */
    public record Wrong(String field, String text) {}

    /** The list of sanctions with the form; {@code everywhere} when the reader may sanction in the whole portal. */
    public record SanctionList(
            List<SanctionLine> sanctions,
            String next,
            List<Community> communities,
            boolean everywhere,
            SanctionForm form,
            List<Wrong> errors) {}

    private final Cases cases;
    private final Contents contents;
    private final Words words;
    private final Sanctions sanctions;
    private final Members members;
    private final Communities communities;
    private final CurrentRequest request;

    @Activate
    public ConsolePages(
            @Reference Cases cases,
            @Reference Contents contents,
            @Reference Words words,
            @Reference Sanctions sanctions,
            @Reference Members members,
            @Reference Communities communities,
            @Reference CurrentRequest request) {
        this.cases = cases;
        this.contents = contents;
        this.words = words;
        this.sanctions = sanctions;
        this.members = members;
        this.communities = communities;
        this.request = request;
    }

    @GET
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Page queue(@QueryParam("after") Long after, @QueryParam("state") String state) {
        boolean decided = "decided".equals(state);
        Slice<Cases.Case> slice = decided
                ? cases.decided(request.requireCaller(), after == null ? Long.MAX_VALUE : after, PAGE)
                : cases.queue(request.requireCaller(), after == null ? 0 : after, PAGE);
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
                        slice.next(),
                        decided));
    }

    @POST
    @Path("{id: [0-9]{1,18}}")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response decide(
            @PathParam("id") long id, @FormParam("action") String action, @FormParam("reason") String reason) {
        return attempt(
                () -> cases.decide(id, request.requireCaller(), Actions.parse(action), reason),
                "moderation.flash.decided",
                "");
    }

    @POST
    @Path("{id: [0-9]{1,18}}/appeal")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response answer(
            @PathParam("id") long id, @FormParam("granted") boolean granted, @FormParam("answer") String answer) {
        return attempt(
                () -> cases.answer(id, request.requireCaller(), granted, answer), "moderation.flash.answered", "");
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
        return attempt(
                () -> words.add(lines, severity, request.requireCaller().name()), "moderation.flash.words", "/words");
    }

    @POST
    @Path("words/{id: [0-9]{1,18}}/remove")
    @Requires(Jurisdiction.WORDS)
    public Response removeWord(@PathParam("id") long id) {
        return attempt(() -> words.remove(id), "moderation.flash.words", "/words");
    }

    @GET
    @Path("sanctions")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Page sanctions(
            @QueryParam("after") Long after,
            @QueryParam("member") String member,
            @QueryParam("community") String community) {
        return sanctions(after, new SanctionForm(text(member), text(community), "MUTE", "3", ""), List.of());
    }

    private Page sanctions(Long after, SanctionForm form, List<Wrong> errors) {
        Caller caller = request.requireCaller();
        Slice<Sanctions.Sanction> slice = sanctions.list(caller, after == null ? Long.MAX_VALUE : after, PAGE);
        Map<Long, String> names = names(slice.items().stream().map(Sanctions.Sanction::memberId));
        return Page.of(
                "moderation/sanctions",
                new SanctionList(
                        slice.items().stream()
                                .map(s -> new SanctionLine(
                                        s,
                                        names.getOrDefault(s.memberId(), "—"),
                                        communities
                                                .byId(s.communityId())
                                                .map(Community::name)
                                                .orElse("")))
                                .toList(),
                        slice.next(),
                        Jurisdiction.communities(caller, communities),
                        Jurisdiction.covers(caller, 0),
                        form,
                        errors));
    }

    @POST
    @Path("sanctions")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response impose(
            @FormParam("member") String member,
            @FormParam("community") String community,
            @FormParam("kind") String kind,
            @FormParam("days") String days,
            @FormParam("reason") String reason) {
        try {
            sanctions.impose(
                    request.requireCaller(),
                    memberOf(text(member)),
                    number(text(community)),
                    kind,
                    (int) number(text(days)),
                    reason);
            return done("moderation.flash.imposed", "/sanctions");
        } catch (Problem problem) {
            if (problem.status() == 404) {
                throw problem;
            }
            SanctionForm form = new SanctionForm(text(member), text(community), text(kind), text(days), text(reason));
            return Response.status(problem.status())
                    .entity(sanctions(null, form, wrong(problem)).status(problem.status()))
                    .build();
        }
    }

    /** A number, with or without its sign, or a name as it stands beside the content; 0 for nobody. */
    private long memberOf(String typed) {
        String text = typed.strip();
        if (text.matches("#?[0-9]{1,18}")) {
            return Long.parseLong(text.replace("#", ""));
        }
        return text.isEmpty() ? 0 : members.idsByName(Set.of(text)).getOrDefault(text, 0L);
    }

    private static long number(String typed) {
        return typed.strip().matches("[0-9]{1,9}") ? Long.parseLong(typed.strip()) : -1;
    }

    @POST
    @Path("sanctions/{id: [0-9]{1,18}}/lift")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response lift(@PathParam("id") long id) {
        return attempt(() -> sanctions.lift(request.requireCaller(), id), "moderation.flash.lifted", "/sanctions");
    }

    @POST
    @Path("sanctions/{id: [0-9]{1,18}}/appeal")
    @Requires(value = Jurisdiction.REVIEW, anyScope = true)
    public Response answerSanction(
            @PathParam("id") long id, @FormParam("granted") boolean granted, @FormParam("answer") String answer) {
        return attempt(
                () -> sanctions.answer(id, request.requireCaller(), granted, answer),
                "moderation.flash.answered",
                "/sanctions");
    }

    /** What is wrong becomes a message on the page that the moderator came from. */
    private Response attempt(Runnable action, String textKey, String path) {
        try {
            action.run();
            return done(textKey, path);
        } catch (Problem problem) {
            if (problem.status() != 409 && problem.status() != 422) {
                throw problem;
            }
            request.flash(Flash.Kind.BAD, wrong(problem).get(0).text());
            return Response.seeOther(URI.create("/console/moderation" + path)).build();
        }
    }

    private List<Wrong> wrong(Problem problem) {
        Object[] arguments = problem.arguments();
        return problem.fields().isEmpty()
                ? List.of(new Wrong("", request.text(problem.getMessage(), arguments)))
                : problem.fields().entrySet().stream()
                        .map(field -> new Wrong(field.getKey(), request.text(field.getValue(), arguments)))
                        .toList();
    }

    private Response done(String textKey, String path) {
        request.flash(Flash.Kind.OK, request.text(textKey));
        return Response.seeOther(URI.create("/console/moderation" + path)).build();
    }

    private static String text(String value) {
        return value == null ? "" : value;
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
