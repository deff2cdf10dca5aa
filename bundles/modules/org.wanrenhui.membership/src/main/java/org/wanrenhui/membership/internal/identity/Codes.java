package org.wanrenhui.membership.internal.identity;

import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.CodeEntity;
import org.wanrenhui.portal.api.Mailbox;
import org.wanrenhui.portal.api.Message;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;

/** Six-digit codes that prove who owns an e-mail address or phone: ten minutes, five tries, one use. */
@Component(service = Codes.class)
public final class Codes {

    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int TRIES = 5;
    private static final int PER_LOGIN = 4;
    private static final int PER_ADDRESS = 30;

    /** What a code is for. */
    public enum Purpose {
        REGISTER,
        RECOVER,
        CONTACT
    }

    private final Transactions transactions;
    private final Mailbox mailbox;
    private final Settings settings;
    private final SignInThrottle throttle;
    private final CurrentRequest request;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Codes(
            @Reference Transactions transactions,
            @Reference Mailbox mailbox,
            @Reference Settings settings,
            @Reference SignInThrottle throttle,
            @Reference CurrentRequest request) {
        this.transactions = transactions;
        this.mailbox = mailbox;
        this.settings = settings;
        this.throttle = throttle;
        this.request = request;
    }

    /** Whether registering needs a code for such a login. */
    public boolean needed(LoginName login) {
        return settings.getBoolean(login.email() ? "membership.verify.mail" : "membership.verify.sms", false);
    }

    /** Whether a code could reach the login at all. */
    public boolean canReach(LoginName login) {
        return mailbox.canSend(login.channel());
    }

    /** Counts a request for a code. Throws {@link Problem} 429 when there were too many. */
    public void admit(LoginName login) {
        throttle.attempt("code:" + login.value(), PER_LOGIN);
        throttle.attemptFrom("code", request.clientAddress(), PER_ADDRESS);
    }

    /** Sends a new code; earlier ones end. */
    public void send(LoginName login, Purpose purpose) {
        send(login, purpose, 0);
    }

    /** Sends a new code that only the given member can use. */
    public void send(LoginName login, Purpose purpose, long memberId) {
        String digits = Tokens.digits();
        Instant now = clock.instant();
        transactions.run(em -> {
            forget(em, login, purpose);
            CodeEntity code = new CodeEntity();
            code.purpose = purpose.name();
            code.login = login.value();
            code.codeHash = hash(login, digits, memberId);
            code.createdAt = now;
            code.expiresAt = now.plus(LIFE);
            em.persist(code);
            tell(login, request.text("membership.code.text", digits, LIFE.toMinutes()));
        });
    }

    /** Sends a plain message to the login. */
    public void tell(LoginName login, String body) {
        mailbox.send(new Message(login.channel(), login.recipient(), request.text("membership.code.subject"), body));
    }

    /** Whether the code is right; a right one is used up, a wrong one counts as a try. */
    public boolean take(LoginName login, Purpose purpose, String typed) {
        return take(login, purpose, typed, 0);
    }

    /** The same for a code that was sent for a member. */
    public boolean take(LoginName login, Purpose purpose, String typed, long memberId) {
        String digits = typed == null ? "" : typed.replaceAll("\\s", "");
        return transactions.write(em -> {
            List<CodeEntity> codes = em.createQuery(
                            "select c from CodeEntity c where c.login = :l and c.purpose = :p and c.expiresAt > :now"
                                    + " order by c.id desc",
                            CodeEntity.class)
                    .setParameter("l", login.value())
                    .setParameter("p", purpose.name())
                    .setParameter("now", clock.instant())
                    .setMaxResults(1)
                    .getResultList();
            if (codes.isEmpty()) {
                return false;
            }
            // Counted by the database, so that tries at the same moment are all counted.
            int counted = em.createQuery(
                            "update CodeEntity c set c.tries = c.tries + 1 where c.id = :id and c.tries < :most")
                    .setParameter("id", codes.get(0).id)
                    .setParameter("most", TRIES)
                    .executeUpdate();
            boolean right = counted == 1
                    && MessageDigest.isEqual(
                            codes.get(0).codeHash.getBytes(),
                            hash(login, digits, memberId).getBytes());
            if (right) {
                forget(em, login, purpose);
            }
            return right;
        });
    }

    private static void forget(EntityManager em, LoginName login, Purpose purpose) {
        em.createQuery("delete from CodeEntity c where c.login = :l and c.purpose = :p")
                .setParameter("l", login.value())
                .setParameter("p", purpose.name())
                .executeUpdate();
    }

    private static String hash(LoginName login, String digits, long memberId) {
        return Tokens.hash(login.value() + ":" + digits + (memberId == 0 ? "" : ":" + memberId));
    }
}
