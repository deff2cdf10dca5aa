package org.wanrenhui.forum.internal.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.BoardKeeping;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.forum.internal.store.Rights;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.spi.WebResource;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Page;
import org.wanrenhui.portal.api.web.Problem;
import org.wanrenhui.portal.api.web.Requires;

/** Where an operator makes and changes boards. */
@Component(service = WebResource.class)
@Path("/forum/manage")
@Produces("text/html")
public final class ManagePages implements WebResource {

    private static final BoardForm BLANK =
            new BoardForm("", 0, Board.DISCUSSION, "", "", "", "message-circle", Board.PUBLIC, true);

    /** Something that can be chosen. */
    public record Choice(String value, String title) {}

    /** A board in the list. */
    public record Line(Board board, String title, String place) {}

    /** The boards in the operator's jurisdiction. */
    public record BoardList(List<Line> boards) {}

    /** The form for one board; {@code id} is 0 for a new one. */
    public record BoardEdit(
            long id,
            BoardForm form,
            List<FieldError> errors,
            List<Choice> kinds,
            List<Choice> audiences,
            List<Choice> icons,
            List<Choice> communities) {}

    private final Boards boards;
    private final BoardKeeping keeping;
    private final Communities communities;
    private final CurrentRequest request;

    @Activate
    public ManagePages(
            @Reference Boards boards,
            @Reference BoardKeeping keeping,
            @Reference Communities communities,
            @Reference CurrentRequest request) {
        this.boards = boards;
        this.keeping = keeping;
        this.communities = communities;
        this.request = request;
    }

    @GET
    @Requires(value = Rights.MANAGE, anyScope = true)
    public Page list() {
        boards.openMissing();
        Caller caller = request.requireCaller();
        return Page.of(
                "forum/manage",
                new BoardList(boards.readable(request.caller()).stream()
                        .filter(board -> caller.may(Rights.MANAGE, board.scope()))
                        .map(board -> new Line(board, board.title(request.locale()), place(board)))
                        .toList()));
    }

    private String place(Board board) {
        return communities.byId(board.communityId()).map(c -> c.name()).orElse(request.text("forum.boards.region"));
    }

    @GET
    @Path("new")
    @Requires(value = Rights.MANAGE, anyScope = true)
    public Page blank() {
        return form(0, BLANK, List.of());
    }

    @POST
    @Path("new")
    @Requires(value = Rights.MANAGE, anyScope = true)
    public Object open(
            @FormParam("slug") String slug,
            @DefaultValue("0") @FormParam("community") long community,
            @FormParam("kind") String kind,
            @FormParam("name") String name,
            @FormParam("nameEn") String nameEn,
            @FormParam("description") String description,
            @FormParam("icon") String icon,
            @FormParam("audience") String audience) {
        BoardForm form = new BoardForm(slug, community, kind, name, nameEn, description, icon, audience, true);
        try {
            Board board = keeping.open(request.requireCaller(), form.checked());
            return done(request.text("forum.flash.board-open", board.title(request.locale())));
        } catch (Problem e) {
            return again(0, form, e);
        }
    }

    @GET
    @Path("{board: [0-9]{1,18}}")
    @Requires(value = Rights.MANAGE, anyScope = true)
    public Page edit(@PathParam("board") long id) {
        return form(id, BoardForm.of(board(id)), List.of());
    }

    @POST
    @Path("{board: [0-9]{1,18}}")
    @Requires(value = Rights.MANAGE, anyScope = true)
    public Object change(
            @PathParam("board") long id,
            @FormParam("kind") String kind,
            @FormParam("name") String name,
            @FormParam("nameEn") String nameEn,
            @FormParam("description") String description,
            @FormParam("icon") String icon,
            @FormParam("audience") String audience,
            @FormParam("postable") boolean postable) {
        Board board = board(id);
        BoardForm form = new BoardForm(
                board.slug(), board.communityId(), kind, name, nameEn, description, icon, audience, postable);
        try {
            keeping.change(request.requireCaller(), board, form.checked(), postable);
            return done(request.text("forum.flash.saved"));
        } catch (Problem e) {
            return again(id, form, e);
        }
    }

    private Board board(long id) {
        Board board = boards.byId(id).orElseThrow(Problem::notFound);
        if (!request.requireCaller().may(Rights.MANAGE, board.scope())) {
            throw Problem.notFound();
        }
        return board;
    }

    private Response done(String text) {
        request.flash(Flash.Kind.OK, text);
        return Response.seeOther(URI.create("/forum/manage")).build();
    }

    private Page again(long id, BoardForm form, Problem problem) {
        if (problem.fields().isEmpty()) {
            throw problem;
        }
        return form(id, form, FieldError.of(problem, request)).status(422);
    }

    private Page form(long id, BoardForm form, List<FieldError> errors) {
        List<Choice> places = new ArrayList<>();
        places.add(new Choice("0", request.text("forum.boards.region")));
        communities.all().forEach(c -> places.add(new Choice(String.valueOf(c.id()), c.name())));
        return Page.of(
                "forum/manage-board",
                new BoardEdit(
                        id,
                        form,
                        errors,
                        choices("forum.kind.", BoardForm.KINDS),
                        choices("forum.audience.", BoardForm.AUDIENCES),
                        BoardForm.ICONS.stream()
                                .map(icon -> new Choice(icon, icon))
                                .toList(),
                        places));
    }

    private List<Choice> choices(String prefix, List<String> values) {
        return values.stream()
                .map(value -> new Choice(value, request.text(prefix + value)))
                .toList();
    }
}
