package org.wanrenhui.membership.internal.places;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.NewCommunity;
import org.wanrenhui.membership.internal.places.BuildingLines.Line;
import org.wanrenhui.membership.internal.store.BuildingEntity;
import org.wanrenhui.membership.internal.store.CommunityEntity;
import org.wanrenhui.membership.internal.store.Edition;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Creating and editing communities. */
@Component(service = CommunityOffice.class)
public final class CommunityOffice {

    private static final String PERMISSION = "membership.regions";
    private static final Set<String> JOIN_RULES = Set.of("DEFAULT", "OPEN", "APPROVAL");
    private static final String SLUG = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])";

    private final Transactions transactions;
    private final KeptCommunities communities;
    private final Divisions divisions;
    private final Audit audit;

    @Activate
    public CommunityOffice(
            @Reference Transactions transactions,
            @Reference KeptCommunities communities,
            @Reference Divisions divisions,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.communities = communities;
        this.divisions = divisions;
        this.audit = audit;
    }

    /** What somebody filled in; anything may be null. Buildings one a line, units behind a colon. */
    public record Draft(
            String slug,
            String name,
            String address,
            String intro,
            String divisionCode,
            String joinRule,
            boolean open,
            String order,
            String buildings,
            String edition) {}

    /** A community as the office sees it. */
    public record View(
            long id,
            String slug,
            String name,
            String address,
            String intro,
            long divisionCode,
            String division,
            String joinRule,
            boolean open,
            int order,
            int members,
            int verified,
            String buildings,
            int edition) {}

    /** Communities that the caller may edit, closed ones too, in the operator's order; buildings left out. */
    public List<View> all(Caller caller) {
        return transactions.read(em -> em
                .createQuery("select c from CommunityEntity c order by c.sortNo, c.id", CommunityEntity.class)
                .getResultList()
                .stream()
                .filter(row -> caller.may(PERMISSION, Scope.community(row.id)))
                .map(row -> view(row, ""))
                .toList());
    }

    /** One community. Throws {@link Problem} 404 when there is none that the caller may edit. */
    public View find(Caller caller, long id) {
        return transactions.read(em -> {
            CommunityEntity row = existing(em, id);
            if (!caller.may(PERMISSION, Scope.community(id))) {
                throw Problem.notFound();
            }
            return view(row, BuildingLines.format(buildings(em, id)));
        });
    }

    /** Names of the buildings with their units. */
    public List<String> buildingNames(long communityId) {
        return transactions.read(
                em -> buildings(em, communityId).stream().map(Line::name).toList());
    }

    private View view(CommunityEntity row, String buildings) {
        return new View(
                row.id,
                row.slug,
                row.name,
                row.address,
                row.intro,
                row.divisionCode,
                divisions.find(row.divisionCode).map(Divisions.Division::name).orElse(""),
                row.joinRule,
                row.open,
                row.sortNo,
                row.memberCount,
                row.verifiedCount,
                buildings,
                row.edition);
    }

    private static CommunityEntity existing(EntityManager em, long id) {
        CommunityEntity row = em.find(CommunityEntity.class, id);
        if (row == null) {
            throw Problem.notFound();
        }
        return row;
    }

    private static List<Line> buildings(EntityManager em, long communityId) {
        return em
                .createQuery(
                        "select b from BuildingEntity b where b.communityId = :c order by b.sortNo",
                        BuildingEntity.class)
                .setParameter("c", communityId)
                .getResultList()
                .stream()
                .map(row -> new Line(row.name, row.units.isEmpty() ? List.of() : List.of(row.units.split(","))))
                .toList();
    }

    /**
     * Creates ({@code id} 0) or changes a community and answers its id. Throws {@link Problem} 404 for one that the caller
     * may not edit, 422 also for a division outside the caller's region.
     */
    public long save(Caller caller, long id, Draft draft) {
        if (id != 0) {
            find(caller, id);
        }
        return save(id, draft, division -> caller.may(PERMISSION, Scope.region(division)));
    }

    private long save(long id, Draft draft, LongPredicate divisionAllowed) {
        Input input = new Input();
        CommunityEntity wanted = new CommunityEntity();
        wanted.slug = input.line("slug", draft.slug(), 2, 40);
        input.check(wanted.slug.matches(SLUG), "slug", "membership.community.slug.malformed");
        wanted.name = input.line("name", draft.name(), 1, 40);
        wanted.address = input.line("address", draft.address(), 0, 100);
        wanted.intro = input.text("intro", draft.intro(), 0, 600);
        String code = input.line("divisionCode", draft.divisionCode(), 1, 12);
        wanted.divisionCode = code.matches("[0-9]{2,12}") ? Long.parseLong(code) : 0;
        boolean known = divisions.find(wanted.divisionCode).isPresent();
        input.check(
                known && divisionAllowed.test(wanted.divisionCode),
                "divisionCode",
                "membership.community.division.unknown");
        wanted.joinRule = draft.joinRule() == null ? "DEFAULT" : draft.joinRule();
        input.check(JOIN_RULES.contains(wanted.joinRule), "joinRule", "membership.community.rule.unknown");
        String order = input.line("order", draft.order(), 0, 6);
        input.check(order.matches("[0-9]{0,6}"), "order", "membership.number");
        wanted.open = draft.open();
        List<Line> lines = lines(input, draft.buildings());
        input.verify();
        wanted.sortNo = order.isEmpty() ? 100 : Integer.parseInt(order);
        return store(id, wanted, lines, draft.edition());
    }

    private static List<Line> lines(Input input, String typed) {
        try {
            return BuildingLines.parse(input.text("buildings", typed, 0, 20_000));
        } catch (IllegalArgumentException e) {
            input.check(false, "buildings", "membership.community.buildings.malformed");
            return List.of();
        }
    }

    private long store(long id, CommunityEntity wanted, List<Line> lines, String edition) {
        try {
            long stored = transactions.write(em -> {
                CommunityEntity row = id == 0 ? new CommunityEntity() : existing(em, id);
                if (id != 0) {
                    em.lock(row, LockModeType.PESSIMISTIC_WRITE);
                    em.refresh(row);
                }
                row.edition = Edition.next(row.edition, edition);
                row.slug = wanted.slug;
                row.name = wanted.name;
                row.address = wanted.address;
                row.intro = wanted.intro;
                row.divisionCode = wanted.divisionCode;
                row.joinRule = wanted.joinRule;
                row.open = wanted.open;
                row.sortNo = wanted.sortNo;
                em.persist(row);
                replaceBuildings(em, row.id, lines);
                audit.record(
                        id == 0 ? "membership.community-create" : "membership.community-edit",
                        "community:" + row.id,
                        row.name);
                return row.id;
            });
            communities.changed();
            return stored;
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                throw Problem.invalid("slug", "membership.community.slug.taken");
            }
            throw e;
        }
    }

    private static void replaceBuildings(EntityManager em, long communityId, List<Line> lines) {
        em.createQuery("delete from BuildingEntity b where b.communityId = :c")
                .setParameter("c", communityId)
                .executeUpdate();
        for (int i = 0; i < lines.size(); i++) {
            BuildingEntity row = new BuildingEntity();
            row.communityId = communityId;
            row.name = lines.get(i).name();
            row.units = lines.get(i).stored();
            row.sortNo = i;
            em.persist(row);
        }
    }

    /** See {@link org.wanrenhui.membership.MemberAdministration#createCommunity(NewCommunity)}. */
    public long create(NewCommunity community) {
        String buildings = IntStream.rangeClosed(1, community.buildings())
                .mapToObj(number -> number + "号楼")
                .reduce("", (one, other) -> one + other + "\n");
        try {
            return save(
                    0,
                    new Draft(
                            community.slug(),
                            community.name(),
                            community.address(),
                            community.intro(),
                            Long.toString(community.divisionCode()),
                            "DEFAULT",
                            true,
                            Integer.toString(community.order()),
                            buildings,
                            ""),
                    division -> true);
        } catch (Problem problem) {
            throw new IllegalArgumentException(community.slug() + ": " + problem.fields(), problem);
        }
    }

    /** Divisions that a community may lie in: streets and committees of the district, or streets when 0. */
    public List<Divisions.Division> choices(long district) {
        return district == 0
                ? divisions.ofLevel("street")
                : divisions.within(district).stream()
                        .flatMap(street -> Stream.concat(Stream.of(street), divisions.within(street.code()).stream()))
                        .toList();
    }
}
