package org.wanrenhui.membership.internal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.Role;
import org.wanrenhui.portal.api.Scope;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.Identity;

/** Knows members by the opaque tokens of their sessions. */
@Component
public final class TokenIdentity implements Identity {

    private static final int LONGEST_TOKEN = 100;
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final Settings settings;
    private final SessionCache cache;
    private final SeenSessions seen;
    private final Authorities authorities;
    private final PermissionTable permissions;
    private final Scopes scopes;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public TokenIdentity(
            @Reference Transactions transactions,
            @Reference Settings settings,
            @Reference SessionCache cache,
            @Reference SeenSessions seen,
            @Reference Authorities authorities,
            @Reference PermissionTable permissions,
            @Reference Communities communities) {
        this.transactions = transactions;
        this.settings = settings;
        this.cache = cache;
        this.seen = seen;
        this.authorities = authorities;
        this.permissions = permissions;
        scopes = new Scopes(
                id -> communities.byId(id).map(Community::divisionCode).orElse(0L));
    }

    /** Session and member in one row. */
    public record Row(
            long sessionId,
            long memberId,
            boolean secondFactor,
            Instant lastSeenAt,
            Instant expiresAt,
            String name,
            boolean verified,
            int level,
            Instant createdAt,
            Instant sanctionedAt,
            int authorityVersion) {}

    @Override
    public Optional<Caller> authenticate(String token) {
        if (token == null || token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        String hash = Tokens.hash(token);
        SessionCache.Known known = cache.get(hash);
        if (known == null) {
            known = look(hash, clock.instant());
            cache.put(hash, known);
        }
        return known.caller();
    }

    private SessionCache.Known look(String hash, Instant now) {
        List<Row> rows = transactions.read(em -> em.createQuery(
                        "select new org.wanrenhui.membership.internal.identity.TokenIdentity.Row(s.id, s.memberId, s.secondFactor,"
                                + " s.lastSeenAt, s.expiresAt, m.name, m.verified, m.levelNo, m.createdAt, m.sanctionedAt,"
                                + " m.authorityVersion) from SessionEntity s, MemberEntity m where s.tokenHash = :hash"
                                + " and s.stage = 'FULL' and m.id = s.memberId and m.state = 'ACTIVE'",
                        Row.class)
                .setParameter("hash", hash)
                .getResultList());
        if (rows.isEmpty() || !alive(rows.get(0), now)) {
            return new SessionCache.Known(0, Optional.empty());
        }
        Row row = rows.get(0);
        if (row.lastSeenAt().plus(SEEN_EVERY).isBefore(now)) {
            seen.touch(row.sessionId(), now);
        }
        return new SessionCache.Known(row.memberId(), Optional.of(caller(row, now)));
    }

    private boolean alive(Row row, Instant now) {
        Duration idle = Duration.ofDays(settings.getInt("membership.session.idle-days", 30));
        return row.expiresAt().isAfter(now) && row.lastSeenAt().plus(idle).isAfter(now);
    }

    private Caller caller(Row row, Instant now) {
        Authority authority = authorities.of(row.memberId(), row.authorityVersion());
        Map<Role, Set<Scope>> roles = authority.roles();
        if (!row.secondFactor() && settings.getBoolean("membership.totp.required", false)) {
            roles = withoutOffice(roles);
        }
        int trust = Trust.of(
                new Trust.Record(row.verified(), row.level(), row.createdAt(), row.sanctionedAt()),
                roles.keySet(),
                now);
        return new MemberCaller(row.memberId(), row.name(), roles, authority.communities(), trust, permissions, scopes);
    }

    /** Until the second factor was given, an operator is a resident like any other. */
    private static Map<Role, Set<Scope>> withoutOffice(Map<Role, Set<Scope>> roles) {
        if (!roles.containsKey(Role.OPERATOR) && !roles.containsKey(Role.HEADQUARTERS)) {
            return roles;
        }
        Map<Role, Set<Scope>> rest = new EnumMap<>(roles);
        rest.remove(Role.OPERATOR);
        rest.remove(Role.HEADQUARTERS);
        return Map.copyOf(rest);
    }
}
