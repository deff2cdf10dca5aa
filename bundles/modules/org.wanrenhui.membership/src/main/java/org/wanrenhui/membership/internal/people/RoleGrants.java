package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Authorities;
import org.wanrenhui.membership.internal.identity.NewRows;
import org.wanrenhui.membership.internal.places.Divisions;
import org.wanrenhui.membership.internal.store.GrantEntity;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Roles with their scopes, granted and revoked. */
@Component(service = RoleGrants.class)
public final class RoleGrants {

    /** Where each role may hold. */
    private static final Map<Role, Set<Scope.Kind>> PLACES = Map.of(
            Role.MERCHANT, Set.of(Scope.Kind.SHOP),
            Role.PROPERTY, Set.of(Scope.Kind.COMMUNITY, Scope.Kind.COMPANY),
            Role.AGENT, Set.of(Scope.Kind.COMMUNITY),
            Role.OPERATOR, Set.of(Scope.Kind.PORTAL, Scope.Kind.REGION),
            Role.HEADQUARTERS, Set.of(Scope.Kind.PORTAL));

    /** Shown beside the name: the first of these that somebody has. */
    private static final List<String> SHOWN = List.of("OPERATOR", "HEADQUARTERS", "AGENT", "PROPERTY", "MERCHANT");

    private final Transactions transactions;
    private final Communities communities;
    private final Divisions divisions;
    private final MemberChanges changes;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public RoleGrants(
            @Reference Transactions transactions,
            @Reference Communities communities,
            @Reference Divisions divisions,
            @Reference MemberChanges changes,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.communities = communities;
        this.divisions = divisions;
        this.changes = changes;
        this.audit = audit;
    }

    /** A role held; {@code place} names the scope. */
    public record View(long id, Role role, Scope scope, String place, Instant grantedAt) {}

    public List<View> of(long memberId) {
        return transactions
                .read(em -> em.createQuery(
                                "select g from GrantEntity g where g.memberId = :m order by g.id", GrantEntity.class)
                        .setParameter("m", memberId)
                        .getResultList())
                .stream()
                .map(row -> {
                    Scope scope = new Scope(Scope.Kind.valueOf(row.scopeKind), row.scopeId);
                    return new View(row.id, Role.valueOf(row.roleName), scope, place(scope), row.grantedAt);
                })
                .toList();
    }

    /** Ids of members with the role at the community itself. */
    public List<Long> holders(Role role, long communityId) {
        return transactions.read(em -> em.createQuery(
                        "select g.memberId from GrantEntity g where g.scopeKind = 'COMMUNITY' and g.scopeId = :c"
                                + " and g.roleName = :r order by g.id",
                        Long.class)
                .setParameter("c", communityId)
                .setParameter("r", role.name())
                .setMaxResults(10)
                .getResultList());
    }

    private String place(Scope scope) {
        return switch (scope.kind()) {
            case PORTAL -> "";
            case COMMUNITY -> communities.byId(scope.id()).map(Community::name).orElse("");
            case REGION ->
                divisions.find(scope.id()).map(Divisions.Division::name).orElse("");
            case COMPANY, SHOP -> scope.id() == 0 ? "" : Long.toString(scope.id());
        };
    }

    /** Grants; doing it twice changes nothing. Throws {@link Problem} 422 for a place where the role cannot hold. */
    public void grant(Caller caller, long memberId, Role role, Scope scope) {
        if (!PLACES.getOrDefault(role, Set.of()).contains(scope.kind()) || !exists(scope)) {
            throw Problem.invalid("scope", "membership.role.place");
        }
        checkRight(caller, role);
        try {
            transactions.run(em -> {
                if (em.find(MemberEntity.class, memberId) == null) {
                    throw Problem.notFound();
                }
                em.persist(NewRows.grant(
                        memberId, role.name(), scope.kind().name(), scope.id(), caller.id(), clock.instant()));
                em.flush();
                changed(em, memberId);
                audit.record("membership.grant", "member:" + memberId, role + " at " + scope.kind() + " " + scope.id());
            });
        } catch (RuntimeException e) {
            if (!Rows.isDuplicate(e)) {
                throw e;
            }
        }
        changes.committed(memberId);
    }

    private boolean exists(Scope scope) {
        return switch (scope.kind()) {
            case PORTAL -> scope.id() == 0;
            case COMMUNITY -> communities.byId(scope.id()).isPresent();
            case REGION -> divisions.find(scope.id()).isPresent();
            case COMPANY, SHOP -> scope.id() >= 0;
        };
    }

    /** Revokes. Nobody takes the operator's role away from oneself, so that a portal never loses its last operator. */
    public void revoke(Caller caller, long memberId, long grantId) {
        transactions.run(em -> {
            GrantEntity row = em.find(GrantEntity.class, grantId);
            if (row == null || row.memberId != memberId) {
                throw Problem.notFound();
            }
            Role role = Role.valueOf(row.roleName);
            checkRight(caller, role);
            if (memberId == caller.id() && (role == Role.OPERATOR || role == Role.HEADQUARTERS)) {
                throw Problem.conflict("membership.role.own");
            }
            em.remove(row);
            em.flush();
            changed(em, memberId);
            audit.record("membership.revoke", "member:" + memberId, role + " at " + row.scopeKind + " " + row.scopeId);
        });
        changes.committed(memberId);
    }

    /** Only headquarters makes headquarters. */
    private static void checkRight(Caller caller, Role role) {
        if (!caller.may("membership.manage", Scope.PORTAL)
                || role == Role.HEADQUARTERS && !caller.is(Role.HEADQUARTERS)) {
            throw Problem.forbidden();
        }
    }

    /** Keeps the role beside the name and the version of the authority in step. */
    public static void changed(EntityManager em, long memberId) {
        Set<String> held =
                new TreeSet<>(em.createQuery("select g.roleName from GrantEntity g where g.memberId = :m", String.class)
                        .setParameter("m", memberId)
                        .getResultList());
        String shown = Stream.concat(SHOWN.stream().filter(held::contains), Stream.of(""))
                .findFirst()
                .orElse("");
        em.createQuery("update MemberEntity m set m.staffOf = :s where m.id = :m")
                .setParameter("s", shown.toLowerCase(Locale.ROOT))
                .setParameter("m", memberId)
                .executeUpdate();
        Authorities.changed(em, memberId);
    }
}
