package org.wanrenhui.membership.internal.identity;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.RecoveryCodeEntity;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Enrolment and use of one-time passwords, and the codes for a lost phone. */
@Component(service = SecondFactor.class)
public final class SecondFactor {

    private static final int RECOVERY_CODES = 8;
    static final int TRIES = 10;

    private final Transactions transactions;
    private final Settings settings;
    private final Audit audit;
    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public SecondFactor(
            @Reference Transactions transactions,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference Sessions sessions,
            @Reference SignInThrottle throttle) {
        this.transactions = transactions;
        this.settings = settings;
        this.audit = audit;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    /**
     * How it stands.
     *
     * @param on     whether sign-in asks for a code
     * @param secret secret to enrol with, or empty when on
     * @param uri    the same for an authenticator app
     * @param qr     the same as a picture, or null when on
     */
    public record State(boolean on, String secret, String uri, QrPath qr) {}

    /** Whether sign-in asks for a code. */
    public boolean isOn(long memberId) {
        return transactions.read(em -> em.find(MemberEntity.class, memberId)).totpOn;
    }

    /** Whether the portal asks the member for a second factor that is not enrolled; the office is closed until it is. */
    public boolean isMissing(long memberId) {
        return settings.getBoolean("membership.totp.required", false)
                && !isOn(memberId)
                && transactions.read(em -> !em.createQuery(
                                "select g.id from GrantEntity g where g.memberId = :m"
                                        + " and g.roleName in ('OPERATOR', 'HEADQUARTERS')",
                                Long.class)
                        .setParameter("m", memberId)
                        .getResultList()
                        .isEmpty());
    }

    /** The state; a member without a secret gets one to enrol with. */
    public State state(long memberId) {
        MemberEntity member = transactions.write(em -> {
            MemberEntity row = em.find(MemberEntity.class, memberId);
            if (row.totpSecret == null) {
                row.totpSecret = Totp.secret();
            }
            return row;
        });
        if (member.totpOn) {
            return new State(true, "", "", null);
        }
        String account = member.email != null ? member.email : member.phone;
        String uri = Totp.uri(settings.get("portal.title", "Wanrenhui"), account, member.totpSecret);
        return new State(false, member.totpSecret, uri, QrPath.of(uri));
    }

    /**
     * Switches it on when the code is right.
     *
     * @return recovery codes, shown this once
     */
    public List<String> enrol(long memberId, String code, String sessionToken) {
        List<String> codes = Stream.generate(SecondFactor::recoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        transactions.run(em -> {
            MemberEntity member = em.find(MemberEntity.class, memberId);
            OptionalLong step = member.totpSecret == null || member.totpOn
                    ? OptionalLong.empty()
                    : Totp.verify(member.totpSecret, code, member.totpStep, clock.instant());
            if (step.isEmpty()) {
                throw Problem.invalid("code", "membership.factor.wrong");
            }
            member.totpOn = true;
            member.totpStep = step.getAsLong();
            em.createQuery("delete from RecoveryCodeEntity c where c.memberId = :m")
                    .setParameter("m", memberId)
                    .executeUpdate();
            for (String recovery : codes) {
                RecoveryCodeEntity row = new RecoveryCodeEntity();
                row.memberId = memberId;
                row.codeHash = Tokens.hash(recovery);
                em.persist(row);
            }
            audit.record("membership.factor-on", "member:" + memberId, "second factor enrolled");
        });
        sessions.strengthen(sessionToken);
        sessions.endOthers(memberId, sessionToken);
        return codes;
    }

    /** Switches one's own off, which takes a code or a recovery code. */
    public void removeOwn(long memberId, String code) {
        MemberEntity member = transactions.read(em -> em.find(MemberEntity.class, memberId));
        throttle.attempt("factor:" + memberId, TRIES);
        if (!member.totpOn || !accepts(member, code)) {
            throw Problem.invalid("code", "membership.factor.wrong");
        }
        throttle.undo("factor:" + memberId);
        remove(memberId);
    }

    /** Whether it is the code of the moment or a recovery code; either is used up. */
    boolean accepts(MemberEntity member, String code) {
        OptionalLong step = Totp.verify(member.totpSecret, code, member.totpStep, clock.instant());
        return step.isPresent() ? use(member.id, step.getAsLong()) : useRecoveryCode(member.id, code);
    }

    /** Switches it off; a new enrolment begins with a new secret, and an office that needs the factor is closed till then. */
    public void remove(long memberId) {
        transactions.run(em -> {
            MemberEntity member = em.find(MemberEntity.class, memberId);
            member.totpOn = false;
            member.totpSecret = null;
            member.totpStep = 0;
            em.createQuery("delete from RecoveryCodeEntity c where c.memberId = :m")
                    .setParameter("m", memberId)
                    .executeUpdate();
            audit.record("membership.factor-off", "member:" + memberId, "second factor removed");
        });
        sessions.weaken(memberId);
    }

    /** Uses up a step; false when somebody else was faster with the same code. */
    private boolean use(long memberId, long step) {
        return transactions.write(
                em -> em.createQuery("update MemberEntity m set m.totpStep = :s where m.id = :m and m.totpStep < :s")
                                .setParameter("s", step)
                                .setParameter("m", memberId)
                                .executeUpdate()
                        == 1);
    }

    private boolean useRecoveryCode(long memberId, String typed) {
        String code = typed == null ? "" : typed.strip().toUpperCase(Locale.ROOT);
        return transactions.write(
                em -> em.createQuery("delete from RecoveryCodeEntity c where c.memberId = :m and c.codeHash = :h")
                                .setParameter("m", memberId)
                                .setParameter("h", Tokens.hash(code))
                                .executeUpdate()
                        == 1);
    }

    /** Eighty bits in groups that can be read aloud. */
    private static String recoveryCode() {
        String text = Base32.encode(Tokens.bytes(10));
        return String.join("-", text.substring(0, 4), text.substring(4, 8), text.substring(8, 12), text.substring(12));
    }
}
