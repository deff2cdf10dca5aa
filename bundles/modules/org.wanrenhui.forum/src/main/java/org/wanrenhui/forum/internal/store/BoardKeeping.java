package org.wanrenhui.forum.internal.store;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Operators make and change boards, within their jurisdiction. */
@Component(service = BoardKeeping.class)
public final class BoardKeeping {

    private final Transactions transactions;
    private final DomainEvents events;
    private final Boards boards;
    private final Communities communities;

    @Activate
    public BoardKeeping(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference Boards boards,
            @Reference Communities communities) {
        this.transactions = transactions;
        this.events = events;
        this.boards = boards;
        this.communities = communities;
    }

    /** Opens a board. Throws {@link Problem} 422 when the slug is taken or the community unknown, 403 outside the scope. */
    public Board open(Caller caller, Boards.NewBoard board) {
        if (board.communityId() != 0 && communities.byId(board.communityId()).isEmpty()) {
            throw Problem.invalid("community", "forum.problem.choice");
        }
        if (!caller.may(Rights.MANAGE, scope(board.communityId()))) {
            throw Problem.forbidden();
        }
        if (boards.isTaken(board.slug())) {
            throw Problem.invalid("slug", "forum.problem.slug-taken");
        }
        return boards.create(board);
    }

    /** Changes everything but slug and community. Topics follow a changed audience into the search. */
    public void change(Caller caller, Board before, Boards.NewBoard after, boolean postable) {
        if (!caller.may(Rights.MANAGE, before.scope())) {
            throw Problem.forbidden();
        }
        transactions.run(em -> {
            boards.change(em, before.id(), after, postable);
            if (!before.audience().equals(after.audience())) {
                events.publish(new DomainEvent("forum.imported", "forum:import", Map.of()));
                events.publish(new DomainEvent(
                        "forum.board-changed",
                        "board:" + before.id(),
                        Map.of(
                                "board", Long.toString(before.id()),
                                "boardSlug", before.slug(),
                                "audience", after.audience())));
            }
        });
        boards.forget();
    }

    private static Scope scope(long community) {
        return community == 0 ? Scope.PORTAL : Scope.community(community);
    }
}
