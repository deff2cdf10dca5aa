package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import java.io.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.DivisionImport;
import org.wanrenhui.membership.MemberAdministration;
import org.wanrenhui.membership.NewCommunity;
import org.wanrenhui.membership.NewMember;
import org.wanrenhui.membership.internal.growth.GrowthTables;
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.NewRows;
import org.wanrenhui.membership.internal.identity.Passwords;
import org.wanrenhui.membership.internal.places.CommunityOffice;
import org.wanrenhui.membership.internal.places.Divisions;
import org.wanrenhui.membership.internal.places.KeptCommunities;
import org.wanrenhui.membership.internal.store.MemberBadgeEntity;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.ResidenceEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.data.Transactions;

/** Members and communities by the hundred. */
@Component
public final class BulkAdministration implements MemberAdministration {

    private static final long VERIFIED_BADGE = 1;

    private final Transactions transactions;
    private final Passwords passwords;
    private final GrowthTables tables;
    private final CommunityOffice communityOffice;
    private final KeptCommunities communities;
    private final Divisions divisions;

    @Activate
    public BulkAdministration(
            @Reference Transactions transactions,
            @Reference Passwords passwords,
            @Reference GrowthTables tables,
            @Reference CommunityOffice communityOffice,
            @Reference KeptCommunities communities,
            @Reference Divisions divisions) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.tables = tables;
        this.communityOffice = communityOffice;
        this.communities = communities;
        this.divisions = divisions;
    }

    @Override
    public String hashPassword(String password) {
        return passwords.hash(password);
    }

    @Override
    public List<Long> createMembers(List<NewMember> members) {
        try {
            List<Long> ids = transactions.write(em -> new Batch(em).create(members));
            communities.changed();
            return ids;
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                throw new IllegalArgumentException("a login is taken", e);
            }
            throw e;
        }
    }

    /** One call, with the sums that are written at its end. */
    private final class Batch {

        private final EntityManager em;
        private final Set<String> namesGiven = new HashSet<>();
        private final Map<Long, int[]> countsByCommunity = new HashMap<>();

        Batch(EntityManager em) {
            this.em = em;
        }

        List<Long> create(List<NewMember> members) {
            List<Long> ids = new ArrayList<>();
            for (NewMember member : members) {
                ids.add(create(member));
            }
            em.flush();
            Rows.count(em, "members", ids.size());
            Rows.count(
                    em, "verified", members.stream().filter(NewMember::verified).count());
            countsByCommunity.forEach(this::count);
            return ids;
        }

        private long create(NewMember given) {
            LoginName login = LoginName.parse(given.login())
                    .orElseThrow(() -> new IllegalArgumentException("malformed login " + given.login()));
            String name = freeName(given.name());
            MemberEntity row = NewRows.member(name, NameKey.of(name), login, given.passwordHash(), given.createdAt());
            row.tint = given.tint();
            row.points = given.points();
            row.levelNo = tables.levelAt(given.points()).number();
            row.verified = given.verified();
            row.badgeId = given.verified() ? VERIFIED_BADGE : 0;
            row.homeCommunity =
                    given.communities().isEmpty() ? 0 : given.communities().get(0);
            em.persist(row);
            given.communities().forEach(community -> residence(row, community, given.verified()));
            if (given.verified()) {
                badge(row.id, given.createdAt());
            }
            grants(row, given);
            return row.id;
        }

        private String freeName(String wanted) {
            String name = wanted;
            for (int number = 2; isTaken(NameKey.of(name)); number++) {
                name = wanted + number;
            }
            namesGiven.add(NameKey.of(name));
            return name;
        }

        private boolean isTaken(String key) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a name without visible characters");
            }
            return namesGiven.contains(key)
                    || !em.createQuery("select m.id from MemberEntity m where m.nameKey = :k", Long.class)
                            .setParameter("k", key)
                            .getResultList()
                            .isEmpty();
        }

        private void residence(MemberEntity member, long communityId, boolean verified) {
            communities
                    .byId(communityId)
                    .or(() -> freshly(communityId))
                    .orElseThrow(() -> new IllegalArgumentException("no community " + communityId));
            ResidenceEntity row = new ResidenceEntity();
            row.memberId = member.id;
            row.communityId = communityId;
            row.state = "JOINED";
            row.verified = verified;
            row.relation = verified ? "OWNER" : "";
            row.joinedAt = member.createdAt;
            em.persist(row);
            int[] counts = countsByCommunity.computeIfAbsent(communityId, id -> new int[2]);
            counts[0]++;
            counts[1] += verified ? 1 : 0;
        }

        private Optional<Community> freshly(long communityId) {
            communities.changed();
            return communities.byId(communityId);
        }

        private void badge(long memberId, Instant at) {
            MemberBadgeEntity badge = new MemberBadgeEntity();
            badge.memberId = memberId;
            badge.badgeId = VERIFIED_BADGE;
            badge.earnedAt = at;
            em.persist(badge);
        }

        private void grants(MemberEntity member, NewMember given) {
            given.roles()
                    .forEach((role, scopes) -> scopes.forEach(scope -> em.persist(NewRows.grant(
                            member.id, role.name(), scope.kind().name(), scope.id(), 0, given.createdAt()))));
            if (!given.roles().isEmpty()) {
                em.flush();
                RoleGrants.changed(em, member.id);
            }
        }

        private void count(long communityId, int[] counts) {
            em.createQuery("update CommunityEntity c set c.memberCount = c.memberCount + :m,"
                            + " c.verifiedCount = c.verifiedCount + :v where c.id = :id")
                    .setParameter("m", counts[0])
                    .setParameter("v", counts[1])
                    .setParameter("id", communityId)
                    .executeUpdate();
        }
    }

    @Override
    public OptionalLong memberByLogin(String login) {
        return LoginName.parse(login)
                .flatMap(parsed -> transactions.read(em -> Rows.memberByLogin(em, parsed.email(), parsed.value())))
                .map(member -> OptionalLong.of(member.id))
                .orElse(OptionalLong.empty());
    }

    @Override
    public long createCommunity(NewCommunity community) {
        return communityOffice.create(community);
    }

    @Override
    public DivisionImport importDivisions(Reader csv) {
        return divisions.importCsv(csv);
    }
}
