package org.wanrenhui.membership.internal.identity;

import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.Notices;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** New passwords, by the old one or by a code. */
@Component(service = Recovery.class)
public final class Recovery {

    private static final int WRONG = 10;

    private final Transactions transactions;
    private final Passwords passwords;
    private final Codes codes;
    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final Notices notices;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Recovery(
            @Reference Transactions transactions,
            @Reference Passwords passwords,
            @Reference Codes codes,
            @Reference Sessions sessions,
            @Reference SignInThrottle throttle,
            @Reference Notices notices,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.codes = codes;
        this.sessions = sessions;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
    }

    /** Sends a code to the login if it is somebody's; answers the same if it is nobody's. */
    public void sendCode(LoginName login) {
        codes.admit(login);
        if (find(login).isPresent() && codes.canReach(login)) {
            codes.send(login, Codes.Purpose.RECOVER);
        }
    }

    /** Sets a new password by a code and ends all sessions. */
    public void reset(LoginName login, String code, String password) {
        PasswordPolicy.objection(password, login.value()).ifPresent(objection -> {
            throw Problem.invalid("password", objection);
        });
        if (!codes.take(login, Codes.Purpose.RECOVER, code)) {
            throw Problem.invalid("code", "membership.code.wrong");
        }
        MemberEntity member = find(login).orElseThrow(() -> Problem.invalid("code", "membership.code.wrong"));
        // The code has come back, so the address is the member's.
        set(member.id, password, login);
        sessions.endOthers(member.id, "");
        throttle.forget("sign-in:" + login.value());
        audit.record("membership.password-recovered", "member:" + member.id, "new password by code");
    }

    /** Changes the password of a signed-in member and ends the other sessions. */
    public void change(long memberId, String old, String password, String sessionToken) {
        MemberEntity member = transactions.read(em -> em.find(MemberEntity.class, memberId));
        PasswordPolicy.objection(password, member.name, member.email, member.phone)
                .ifPresent(objection -> {
                    throw Problem.invalid("password", objection);
                });
        throttle.attempt("change:" + memberId, WRONG);
        if (old == null || old.length() > PasswordPolicy.MAX * 2 || !passwords.matches(old, member.passwordHash)) {
            throw Problem.invalid("old", "membership.password.old-wrong");
        }
        throttle.undo("change:" + memberId);
        set(memberId, password, null);
        sessions.endOthers(memberId, sessionToken);
        audit.record("membership.password-changed", "member:" + memberId, "password changed");
    }

    private Optional<MemberEntity> find(LoginName login) {
        return transactions.read(em -> Rows.memberByLogin(em, login.email(), login.value()));
    }

    private void set(long memberId, String password, LoginName proven) {
        String hash = passwords.hash(password);
        transactions.run(em -> {
            MemberEntity member = em.find(MemberEntity.class, memberId);
            member.passwordHash = hash;
            if (proven != null && proven.email()) {
                member.emailProvenAt = clock.instant();
            } else if (proven != null) {
                member.phoneProvenAt = clock.instant();
            }
            notices.secure(em, memberId, "password");
        });
    }
}
