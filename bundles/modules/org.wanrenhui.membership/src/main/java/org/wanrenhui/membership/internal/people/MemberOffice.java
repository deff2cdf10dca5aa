package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Members as an operator of the whole portal sees them. */
@Component(service = MemberOffice.class)
public final class MemberOffice {

    private final Transactions transactions;
    private final Sessions sessions;
    private final MemberChanges changes;
    private final Notices notices;
    private final OwnData ownData;
    private final Audit audit;

    @Activate
    public MemberOffice(
            @Reference Transactions transactions,
            @Reference Sessions sessions,
            @Reference MemberChanges changes,
            @Reference Notices notices,
            @Reference OwnData ownData,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.changes = changes;
        this.notices = notices;
        this.ownData = ownData;
        this.audit = audit;
    }

    /** What to look for; empty fields and 0 look for everything. A query is a login, an id or the beginning of a name. */
    public record Filter(String query, String state, String role, long community) {}

    /** A member with the login masked. */
    public record View(
            long id,
            String name,
            String login,
            String kind,
            String state,
            String stateReason,
            String staffOf,
            String tint,
            boolean verified,
            boolean secondFactor,
            int points,
            int level,
            Instant createdAt) {

        public String initial() {
            return name.isEmpty() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1));
        }
    }

    /** Throws {@link Problem} 403 unless the caller manages members of the whole portal. */
    public static void check(Caller caller) {
        if (!caller.may("membership.manage", Scope.PORTAL)) {
            throw Problem.forbidden();
        }
    }

    /** Members that match, newest first. */
    public Slice<View> list(Filter filter, long before, int limit) {
        List<String> conditions = new ArrayList<>(List.of("m.id < :before"));
        Map<String, Object> values = new HashMap<>(Map.of("before", before));
        search(filter.query().strip(), conditions, values);
        if (!filter.state().isEmpty()) {
            conditions.add("m.state = :state");
            values.put("state", filter.state());
        }
        if (!filter.role().isEmpty()) {
            conditions.add("m.id in (select g.memberId from GrantEntity g where g.roleName = :role)");
            values.put("role", filter.role());
        }
        if (filter.community() != 0) {
            conditions.add(
                    "m.id in (select r.memberId from ResidenceEntity r where r.communityId = :c and r.state = 'JOINED')");
            values.put("c", filter.community());
        }
        String query = "select m from MemberEntity m where " + String.join(" and ", conditions) + " order by m.id desc";
        return transactions.read(em -> Slice.of(run(em, query, values, limit), limit, row -> Long.toString(row.id))
                .map(MemberOffice::view));
    }

    private static void search(String query, List<String> conditions, Map<String, Object> values) {
        if (query.isEmpty()) {
            return;
        }
        Optional<LoginName> login = LoginName.parse(query);
        if (login.isPresent()) {
            conditions.add(login.get().email() ? "m.email = :login" : "m.phone = :login");
            values.put("login", login.get().value());
        } else if (query.matches("#[0-9]{1,18}")) {
            conditions.add("m.id = :id");
            values.put("id", Long.parseLong(query.substring(1)));
        } else {
            conditions.add("m.nameKey like :name escape '!'");
            values.put("name", Rows.startingWith(NameKey.of(query)));
        }
    }

    private static List<MemberEntity> run(EntityManager em, String query, Map<String, Object> values, int limit) {
        TypedQuery<MemberEntity> typed =
                em.createQuery(query, MemberEntity.class).setMaxResults(limit + 1);
        values.forEach(typed::setParameter);
        return typed.getResultList();
    }

    /** One member. Throws {@link Problem} 404. */
    public View find(long id) {
        return transactions.read(em -> view(existing(em, id)));
    }

    private static MemberEntity existing(EntityManager em, long id) {
        MemberEntity row = em.find(MemberEntity.class, id);
        if (row == null) {
            throw Problem.notFound();
        }
        return row;
    }

    private static View view(MemberEntity row) {
        String login = row.email != null ? row.email : row.phone;
        return new View(
                row.id,
                row.name,
                login == null
                        ? ""
                        : LoginName.parse(login).map(LoginName::masked).orElse(""),
                row.kind,
                row.state,
                row.stateReason,
                row.staffOf,
                row.tint,
                row.verified,
                row.totpOn,
                row.points,
                row.levelNo,
                row.createdAt);
    }

    /** Suspends with a reason that the member is told; all sessions end. */
    public void suspend(Caller caller, long id, String typedReason) {
        Input input = new Input();
        String reason = input.line("reason", typedReason, 2, 200);
        input.verify();
        if (id == caller.id()) {
            throw Problem.conflict("membership.suspend.self");
        }
        setState(id, "SUSPENDED", reason);
        sessions.endOthers(id, "");
    }

    /** Ends an account at its member's wish, for example by letter. Throws {@link Problem} 409 for one's own. */
    public void erase(Caller caller, long id, String typedReason) {
        Input input = new Input();
        String reason = input.line("reason", typedReason, 2, 200);
        input.verify();
        if (id == caller.id()) {
            throw Problem.conflict("membership.suspend.self");
        }
        ownData.erase(id, reason);
    }

    /** Lets a suspended member in again. */
    public void restore(long id) {
        setState(id, "ACTIVE", "");
    }

    private void setState(long id, String state, String reason) {
        transactions.run(em -> {
            MemberEntity row = existing(em, id);
            if (row.state.equals("ERASED")) {
                throw Problem.notFound();
            }
            row.state = state;
            row.stateReason = reason;
            notices.secure(em, id, state.equals("ACTIVE") ? "restored" : "suspended", reason);
            audit.record(state.equals("ACTIVE") ? "membership.restore" : "membership.suspend", "member:" + id, reason);
        });
        changes.committed(id);
    }
}
