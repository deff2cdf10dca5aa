package org.wanrenhui.membership.internal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.SessionEntity;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Opens, lists and ends sessions. */
@Component(service = Sessions.class)
public final class Sessions {

    private static final Duration PERSISTENT = Duration.ofDays(90);
    private static final Duration SHORT = Duration.ofHours(12);
    private static final Duration HALFWAY = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final SessionCache cache;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Sessions(@Reference Transactions transactions, @Reference SessionCache cache) {
        this.transactions = transactions;
        this.cache = cache;
    }

    /** Where somebody signs in from. */
    public record Origin(String device, String address, boolean persistent) {}

    /** A session as its member sees it. */
    public record SessionView(
            long id, String device, String address, Instant createdAt, Instant lastSeenAt, boolean current) {}

    /** Opens a session and answers its token, which is stored nowhere. */
    public String open(long memberId, Origin origin, boolean secondFactor) {
        return store(memberId, "FULL", origin, secondFactor, origin.persistent() ? PERSISTENT : SHORT);
    }

    /** Remembers for five minutes that the password was right and the second factor is still to come. */
    String openHalfway(long memberId, Origin origin) {
        return store(memberId, "HALFWAY", origin, false, HALFWAY);
    }

    private String store(long memberId, String stage, Origin origin, boolean secondFactor, Duration life) {
        String token = Tokens.token();
        Instant now = clock.instant();
        SessionEntity session = new SessionEntity();
        session.tokenHash = Tokens.hash(token);
        session.memberId = memberId;
        session.stage = stage;
        session.secondFactor = secondFactor;
        session.persistent = origin.persistent();
        session.device = origin.device();
        session.address = origin.address();
        session.createdAt = now;
        session.lastSeenAt = now;
        session.expiresAt = now.plus(life);
        transactions.run(em -> em.persist(session));
        return token;
    }

    /** Member and origin behind a halfway token; it can be used once. */
    Optional<SessionEntity> takeHalfway(String token) {
        return transactions.write(em -> {
            List<SessionEntity> found = em.createQuery(
                            "select s from SessionEntity s where s.tokenHash = :h and s.stage = 'HALFWAY' and s.expiresAt > :now",
                            SessionEntity.class)
                    .setParameter("h", Tokens.hash(token))
                    .setParameter("now", clock.instant())
                    .getResultList();
            found.forEach(em::remove);
            return found.stream().findFirst();
        });
    }

    /** Sessions of a member, last used first. */
    public List<SessionView> list(long memberId, String currentToken) {
        String current = Tokens.hash(currentToken);
        return transactions.read(em -> em
                .createQuery(
                        "select s from SessionEntity s where s.memberId = :m and s.stage = 'FULL' and s.expiresAt > :now"
                                + " order by s.lastSeenAt desc, s.id desc",
                        SessionEntity.class)
                .setParameter("m", memberId)
                .setParameter("now", clock.instant())
                .setMaxResults(100)
                .getResultList()
                .stream()
                .map(s -> new SessionView(
                        s.id, s.device, s.address, s.createdAt, s.lastSeenAt, s.tokenHash.equals(current)))
                .toList());
    }

    /** Ends one session of the member. Throws {@link Problem} 404 when it is another's or gone. */
    public void end(long memberId, long sessionId) {
        int ended = transactions.write(
                em -> em.createQuery("delete from SessionEntity s where s.id = :id and s.memberId = :m")
                        .setParameter("id", sessionId)
                        .setParameter("m", memberId)
                        .executeUpdate());
        cache.dropMember(memberId);
        if (ended == 0) {
            throw Problem.notFound();
        }
    }

    /** Ends the session of a token; an unknown one is ignored. */
    public void end(String token) {
        String hash = Tokens.hash(token);
        transactions.run(em -> em.createQuery("delete from SessionEntity s where s.tokenHash = :h")
                .setParameter("h", hash)
                .executeUpdate());
        cache.dropToken(hash);
    }

    /** Ends all sessions of a member but that of a token, which may be empty. */
    public void endOthers(long memberId, String keptToken) {
        transactions.run(em -> em.createQuery("delete from SessionEntity s where s.memberId = :m and s.tokenHash <> :h")
                .setParameter("m", memberId)
                .setParameter("h", Tokens.hash(keptToken))
                .executeUpdate());
        cache.dropMember(memberId);
    }

    /** Takes the mark of the second factor from every session of a member, because there is none any more. */
    void weaken(long memberId) {
        transactions.run(em -> em.createQuery("update SessionEntity s set s.secondFactor = false where s.memberId = :m")
                .setParameter("m", memberId)
                .executeUpdate());
        cache.dropMember(memberId);
    }

    /** Marks the session as having given the second factor. */
    void strengthen(String token) {
        String hash = Tokens.hash(token);
        transactions.run(em -> em.createQuery("update SessionEntity s set s.secondFactor = true where s.tokenHash = :h")
                .setParameter("h", hash)
                .executeUpdate());
        cache.dropToken(hash);
    }
}
