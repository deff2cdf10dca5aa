package org.wanrenhui.membership.internal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.EntityManager;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.GrantEntity;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.data.Transactions;

/** Authorities by member, read again only when the member's version says that they changed. */
@Component(service = Authorities.class)
public final class Authorities {

    private final Transactions transactions;
    private final Cache<Long, Authority> kept =
            Caffeine.newBuilder().maximumSize(50_000).build();

    @Activate
    public Authorities(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** Authority of the member at the version, or a newer one. */
    Authority of(long memberId, int version) {
        Authority known = kept.getIfPresent(memberId);
        if (known != null && known.version() == version) {
            return known;
        }
        Authority read = transactions.read(em -> read(em, memberId, version));
        kept.put(memberId, read);
        return read;
    }

    private static Authority read(EntityManager em, long memberId, int version) {
        Map<Role, Set<Scope>> roles = new EnumMap<>(Role.class);
        roles.put(Role.RESIDENT, Set.of(Scope.PORTAL));
        for (GrantEntity grant : em.createQuery("select g from GrantEntity g where g.memberId = :m", GrantEntity.class)
                .setParameter("m", memberId)
                .getResultList()) {
            roles.merge(
                    Role.valueOf(grant.roleName),
                    Set.of(new Scope(Scope.Kind.valueOf(grant.scopeKind), grant.scopeId)),
                    Authorities::union);
        }
        Set<Long> communities = Set.copyOf(em.createQuery(
                        "select r.communityId from ResidenceEntity r where r.memberId = :m and r.state = 'JOINED'",
                        Long.class)
                .setParameter("m", memberId)
                .getResultList());
        return new Authority(version, Map.copyOf(roles), communities);
    }

    private static Set<Scope> union(Set<Scope> one, Set<Scope> other) {
        Set<Scope> both = new HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }

    /** Tells every node, in the surrounding transaction, that roles or communities of the member have changed. */
    public static void changed(EntityManager em, long memberId) {
        em.createQuery("update MemberEntity m set m.authorityVersion = m.authorityVersion + 1 where m.id = :m")
                .setParameter("m", memberId)
                .executeUpdate();
    }
}
