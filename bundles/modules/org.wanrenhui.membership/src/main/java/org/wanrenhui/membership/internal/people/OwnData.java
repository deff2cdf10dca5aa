package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.membership.internal.identity.OwnPassword;
import org.wanrenhui.membership.internal.identity.Sessions;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.places.Residences;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.PersonalData;
import org.wanrenhui.portal.api.web.Problem;

/** The copy of everything that the portal keeps about a member, and the end of an account. */
@Component(service = OwnData.class)
public final class OwnData {

    private final Transactions transactions;
    private final DomainEvents events;
    private final OwnPassword ownPassword;
    private final Sessions sessions;
    private final Residences residences;
    private final KeptCommunities communities;
    private final MemberChanges changes;
    private final Audit audit;
    private final Map<String, PersonalData> modules = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();

    @Activate
    public OwnData(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference OwnPassword ownPassword,
            @Reference Sessions sessions,
            @Reference Residences residences,
            @Reference KeptCommunities communities,
            @Reference MemberChanges changes,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.events = events;
        this.ownPassword = ownPassword;
        this.sessions = sessions;
        this.residences = residences;
        this.communities = communities;
        this.changes = changes;
        this.audit = audit;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bind(PersonalData module) {
        modules.put(module.module(), module);
    }

    public void unbind(PersonalData module) {
        modules.remove(module.module(), module);
    }

    /** Everything, by module. What a module that is off keeps is not in it. */
    public Map<String, Object> export(long memberId) {
        Map<String, Object> copy = new LinkedHashMap<>();
        copy.put("at", clock.instant().toString());
        copy.put("membership", transactions.read(em -> own(em, memberId)));
        new TreeMap<>(modules).forEach((name, module) -> copy.put(name, module.export(memberId)));
        audit.record("membership.data-export", "member:" + memberId, "copy of own data");
        return copy;
    }

    private static Map<String, Object> own(EntityManager em, long memberId) {
        MemberEntity m = em.find(MemberEntity.class, memberId);
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("id", m.id);
        own.put("name", m.name);
        own.put("about", m.bio);
        own.put("kind", m.kind);
        own.put("email", m.email);
        own.put("emailProvenAt", text(m.emailProvenAt));
        own.put("phone", m.phone);
        own.put("phoneProvenAt", text(m.phoneProvenAt));
        own.put("language", m.language);
        own.put("notices", m.notices);
        own.put("createdAt", text(m.createdAt));
        own.put("agreedAt", text(m.agreedAt));
        own.put("agreedTo", m.agreedTo);
        own.put("verified", m.verified);
        own.put("points", m.points);
        own.put("level", m.levelNo);
        own.put("seeProfile", m.seeProfile);
        own.put("seeCommunities", m.seeCommunities);
        own.put("seeActivity", m.seeActivity);
        for (Part part : PARTS) {
            own.put(part.name(), part.rows(em, memberId));
        }
        return own;
    }

    /** A list in the copy: the fields of a query's rows. */
    private record Part(String name, String query, List<String> fields) {

        List<Map<String, Object>> rows(EntityManager em, long memberId) {
            String select = "select "
                    + String.join(", ", fields.stream().map(f -> "x." + f).toList()) + " from " + query;
            return em.createQuery(select, Object[].class).setParameter("m", memberId).getResultList().stream()
                    .map(row -> {
                        Map<String, Object> values = new LinkedHashMap<>();
                        for (int i = 0; i < fields.size(); i++) {
                            Object value = row[i];
                            boolean plain = value == null || value instanceof Number || value instanceof Boolean;
                            values.put(fields.get(i), plain ? value : value.toString());
                        }
                        return values;
                    })
                    .toList();
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part(
                    "roles",
                    "GrantEntity x where x.memberId = :m order by x.id",
                    List.of("roleName", "scopeKind", "scopeId", "grantedAt")),
            new Part(
                    "residences",
                    "ResidenceEntity x where x.memberId = :m order by x.id",
                    List.of("communityId", "state", "verified", "verifiedUntil", "home", "relation", "joinedAt")),
            new Part(
                    "verifications",
                    "VerificationEntity x where x.memberId = :m order by x.id",
                    List.of(
                            "communityId",
                            "building",
                            "unitName",
                            "room",
                            "relation",
                            "note",
                            "state",
                            "answer",
                            "createdAt")),
            new Part(
                    "points",
                    "EntryEntity x where x.memberId = :m order by x.id",
                    List.of("amount", "balance", "reason", "createdAt")),
            new Part(
                    "appeals",
                    "AppealEntity x where x.memberId = :m order by x.id",
                    List.of("entryId", "words", "state", "answer", "createdAt")),
            new Part(
                    "badges",
                    "MemberBadgeEntity x where x.memberId = :m order by x.id",
                    List.of("badgeId", "earnedAt")),
            new Part("checkIns", "CheckInEntity x where x.memberId = :m order by x.id", List.of("checkDay", "streak")),
            new Part(
                    "ties",
                    "TieEntity x where x.memberId = :m order by x.id",
                    List.of("kind", "targetId", "createdAt")),
            new Part(
                    "sessions",
                    "SessionEntity x where x.memberId = :m order by x.id",
                    List.of("device", "address", "createdAt", "lastSeenAt")));

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** Ends one's own account at once and for good. What was written stays, under the name "former neighbour". */
    public void eraseOwn(long memberId, String password) {
        ownPassword.check(memberId, password);
        erase(memberId, "by the member");
    }

    /** Ends an account at its member's wish. Throws {@link Problem} 404 when there is none, 409 for the last operator. */
    public void erase(long memberId, String why) {
        MemberEntity known = transactions.read(em -> em.find(MemberEntity.class, memberId));
        if (known == null || known.state.equals("ERASED")) {
            throw Problem.notFound();
        }
        residences
                .of(memberId)
                .forEach(residence ->
                        residences.leave(memberId, residence.community().id()));
        transactions.run(em -> {
            checkNotLast(em, memberId);
            MemberEntity member = em.find(MemberEntity.class, memberId, LockModeType.PESSIMISTIC_WRITE);
            forget(member);
            forgetTies(em, memberId);
            for (String rows : List.of("GrantEntity", "RecoveryCodeEntity", "VerificationEntity", "SessionEntity")) {
                em.createQuery("delete from " + rows + " x where x.memberId = :m")
                        .setParameter("m", memberId)
                        .executeUpdate();
            }
            Rows.count(em, "members", -1);
            events.publish(new DomainEvent(
                    "membership.erased", "member:" + memberId, Map.of("member", Long.toString(memberId))));
            audit.record("membership.erase", "member:" + memberId, why);
        });
        sessions.endOthers(memberId, "");
        communities.changed();
        changes.committed(memberId);
    }

    /** The row stays, because what was written and earned points to it. */
    private static void forget(MemberEntity member) {
        member.name = "#" + member.id;
        member.nameKey = "#erased-" + member.id;
        member.bio = "";
        member.tint = "";
        member.state = "ERASED";
        member.stateReason = "";
        member.email = null;
        member.emailProvenAt = null;
        member.phone = null;
        member.phoneProvenAt = null;
        member.passwordHash = "";
        member.totpSecret = null;
        member.totpOn = false;
        member.staffOf = "";
        member.authorityVersion++;
    }

    private static void forgetTies(EntityManager em, long memberId) {
        for (String[] side :
                new String[][] {{"memberId", "targetId", "followers"}, {"targetId", "memberId", "followed"}}) {
            em.createQuery("update MemberEntity m set m." + side[2] + " = m." + side[2] + " - 1 where m.id in"
                            + " (select t." + side[1] + " from TieEntity t where t.kind = 'FOLLOW' and t." + side[0]
                            + " = :m)")
                    .setParameter("m", memberId)
                    .executeUpdate();
        }
        em.createQuery("delete from TieEntity t where t.memberId = :m or t.targetId = :m")
                .setParameter("m", memberId)
                .executeUpdate();
        em.createQuery("update MemberEntity m set m.followers = 0, m.followed = 0 where m.id = :m")
                .setParameter("m", memberId)
                .executeUpdate();
    }

    private static void checkNotLast(EntityManager em, long memberId) {
        String operators =
                "select count(g) from GrantEntity g where g.roleName = 'OPERATOR' and g.scopeKind = 'PORTAL'";
        long own = em.createQuery(operators + " and g.memberId = :m", Long.class)
                .setParameter("m", memberId)
                .getSingleResult();
        long others = em.createQuery(
                        operators + " and g.memberId <> :m and g.memberId in"
                                + " (select x.id from MemberEntity x where x.state = 'ACTIVE')",
                        Long.class)
                .setParameter("m", memberId)
                .getSingleResult();
        if (own > 0 && others == 0) {
            throw Problem.conflict("membership.erase.last-operator");
        }
    }
}
