package org.wanrenhui.forum.internal.web;

import java.util.List;
import org.wanrenhui.forum.internal.store.Board;
import org.wanrenhui.forum.internal.store.Boards;
import org.wanrenhui.portal.api.web.Input;

/** A board as an operator types it; {@code community} is 0 for the whole region. */
public record BoardForm(
        String slug,
        long community,
        String kind,
        String name,
        String nameEn,
        String description,
        String icon,
        String audience,
        boolean postable) {

    static final List<String> KINDS = List.of(Board.DISCUSSION, Board.QUESTION, Board.ANNOUNCEMENT);
    static final List<String> AUDIENCES = List.of(Board.PUBLIC, Board.MEMBERS, Board.COMMUNITY);
    static final List<String> ICONS = List.of(
            "message-circle",
            "message-question",
            "speakerphone",
            "building-community",
            "soup",
            "route",
            "book",
            "heart-handshake",
            "shopping-cart",
            "tool",
            "car",
            "lock");

    static BoardForm of(Board board) {
        return new BoardForm(
                board.slug(),
                board.communityId(),
                board.kind(),
                board.name(),
                board.nameEn(),
                board.description(),
                board.icon(),
                board.audience(),
                board.postable());
    }

    /** Throws a problem that names every wrong field. */
    Boards.NewBoard checked() {
        Input input = new Input();
        String checkedSlug = input.line("slug", slug, 2, 60);
        input.check(checkedSlug.matches("[a-z][a-z0-9-]*"), "slug", "forum.problem.slug");
        String checkedName = input.line("name", name, 2, 40);
        String checkedEnglish = input.line("nameEn", nameEn, 0, 40);
        String checkedDescription = input.line("description", description, 0, 200);
        input.check(kind != null && KINDS.contains(kind), "kind", "forum.problem.choice");
        input.check(audience != null && AUDIENCES.contains(audience), "audience", "forum.problem.choice");
        input.check(icon != null && ICONS.contains(icon), "icon", "forum.problem.choice");
        input.check(!Board.COMMUNITY.equals(audience) || community != 0, "audience", "forum.problem.audience");
        input.verify();
        return new Boards.NewBoard(
                checkedSlug, community, kind, checkedName, checkedEnglish, checkedDescription, icon, audience);
    }
}
