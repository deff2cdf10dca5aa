package org.wanrenhui.forum.internal.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** The boards; few, so they are kept in memory and read anew every second at most. */
@Component(service = Boards.class)
public final class Boards {

    private static final long KEEP = TimeUnit.SECONDS.toNanos(1);
    private static final String SELECT = "select new org.wanrenhui.forum.internal.store.Board(b.id, b.slug, "
            + "b.communityId, b.kind, b.name, b.nameEn, b.description, b.icon, b.audience, b.position, b.topicCount, "
            + "b.postCount, b.lastAt, b.postable) from BoardEntity b";

    private record Kept(
            Map<Long, Board> byId, Map<String, Board> bySlug, Set<Long> communities, List<Board> all, long at) {}

    private final Transactions transactions;
    private final Communities communities;
    private volatile Kept kept;

    @Activate
    public Boards(@Reference Transactions transactions, @Reference Communities communities) {
        this.transactions = transactions;
        this.communities = communities;
    }

    /** A board to open, or to change. {@code slug} must be free; null makes one from the kind and the community. */
    public record NewBoard(
            String slug,
            long communityId,
            String kind,
            String name,
            String nameEn,
            String description,
            String icon,
            String audience) {}

    /** Boards that the caller may read: of the region first, then of the communities, each in its order. */
    public List<Board> readable(Optional<Caller> caller) {
        return kept().all().stream().filter(board -> board.readableBy(caller)).toList();
    }

    /** Boards of one community that the caller may read; made from the template when there are none yet. */
    public List<Board> of(Community community, Optional<Caller> caller) {
        return readable(caller).stream()
                .filter(board -> board.communityId() == community.id())
                .toList();
    }

    /** Makes sure that every community has its boards. */
    public void open(Community community) {
        if (kept().communities().contains(community.id())) {
            return;
        }
        create(new NewBoard(
                community.slug(),
                community.id(),
                Board.DISCUSSION,
                community.name() + "邻里",
                community.name(),
                "物业与公共设施、寻物招领、拼车团购，小区里的事都在这儿说",
                "building-community",
                Board.PUBLIC));
        create(new NewBoard(
                community.slug() + "-private",
                community.id(),
                Board.DISCUSSION,
                community.name() + "业主之间",
                community.name() + ", members only",
                "只有本小区成员看得到",
                "lock",
                Board.COMMUNITY));
    }

    /** Opens boards for communities that have none; cheap when there are none such. */
    public void openMissing() {
        communities.all().forEach(this::open);
    }

    /** The board by id or slug. Throws {@link Problem} 404 when it is missing or not for the caller to read. */
    public Board require(String idOrSlug, Optional<Caller> caller) {
        Kept boards = kept();
        Board board = boards.bySlug().get(idOrSlug);
        if (board == null && idOrSlug.matches("[0-9]{1,18}")) {
            board = boards.byId().get(Long.parseLong(idOrSlug));
        }
        if (board == null || !board.readableBy(caller)) {
            throw Problem.notFound();
        }
        return board;
    }

    public Optional<Board> byId(long id) {
        Board board = kept().byId().get(id);
        if (board == null) {
            kept = null;
            board = kept().byId().get(id);
        }
        return Optional.ofNullable(board);
    }

    /** Makes a board; gives back the one that is there when the slug is taken. */
    public Board create(NewBoard board) {
        long id = bySlug(board.slug()).orElseGet(() -> {
            try {
                return insert(board);
            } catch (PersistenceException e) {
                // Somebody else made it at the same moment.
                return bySlug(board.slug()).orElseThrow(() -> e);
            }
        });
        kept = null;
        return byId(id).orElseThrow();
    }

    private Optional<Long> bySlug(String slug) {
        return transactions.read(em -> em
                .createQuery("select b.id from BoardEntity b where b.slug = :slug", Long.class)
                .setParameter("slug", slug)
                .getResultList()
                .stream()
                .findFirst());
    }

    private long insert(NewBoard board) {
        return transactions.write(em -> {
            BoardEntity row = new BoardEntity();
            row.slug = board.slug();
            row.communityId = board.communityId();
            row.position = (int) (long) em.createQuery("select count(b) from BoardEntity b", Long.class)
                    .getSingleResult();
            row.postable = true;
            fill(row, board);
            em.persist(row);
            return row.id;
        });
    }

    /** Whether a board has the slug already. */
    public boolean isTaken(String slug) {
        return bySlug(slug).isPresent();
    }

    /** Changes all but slug, community and place; inside a write. */
    void change(EntityManager em, long id, NewBoard board, boolean postable) {
        BoardEntity row = em.find(BoardEntity.class, id);
        if (row == null) {
            throw Problem.notFound();
        }
        row.postable = postable;
        fill(row, board);
    }

    /** To be called after boards have changed. */
    void forget() {
        kept = null;
    }

    private static void fill(BoardEntity row, NewBoard board) {
        row.kind = board.kind();
        row.name = board.name();
        row.nameEn = board.nameEn();
        row.description = board.description();
        row.icon = board.icon();
        row.audience = board.audience();
    }

    private Kept kept() {
        Kept now = kept;
        if (now == null || System.nanoTime() - now.at() > KEEP) {
            List<Board> all = transactions
                    .read(em -> em.createQuery(SELECT, Board.class).getResultList())
                    .stream()
                    .sorted(Comparator.comparing((Board b) -> b.communityId() != 0)
                            .thenComparing(Board::position)
                            .thenComparing(Board::id))
                    .toList();
            now = new Kept(
                    all.stream().collect(Collectors.toMap(Board::id, Function.identity())),
                    all.stream().collect(Collectors.toMap(Board::slug, Function.identity())),
                    all.stream().map(Board::communityId).collect(Collectors.toSet()),
                    all,
                    System.nanoTime());
            kept = now;
        }
        return now;
    }
}
