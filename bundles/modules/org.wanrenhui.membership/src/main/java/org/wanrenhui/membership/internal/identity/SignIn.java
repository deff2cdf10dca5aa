package org.wanrenhui.membership.internal.identity;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.membership.internal.store.SessionEntity;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Turns a login and a password, and a second factor where there is one, into a session. */
@Component(service = SignIn.class)
public final class SignIn {

    private static final int PER_LOGIN_AND_ADDRESS = 10;

    /** Larger, so that somebody elsewhere cannot easily lock a member out. */
    private static final int PER_LOGIN = 50;

    private static final int PER_ADDRESS = 60;

    private final Transactions transactions;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Sessions sessions;
    private final SecondFactor secondFactor;

    @Activate
    public SignIn(
            @Reference Transactions transactions,
            @Reference Passwords passwords,
            @Reference SignInThrottle throttle,
            @Reference Sessions sessions,
            @Reference SecondFactor secondFactor) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
    }

    /**
     * What came of it.
     *
     * @param memberId who it is
     * @param name     display name
     * @param token    session token, or the token to present with the second factor
     * @param halfway  whether the second factor is still to come
     */
    public record Outcome(long memberId, String name, String token, boolean halfway) {}

    /**
     * Checks login and password. Throws {@link Problem} 401 without saying which of them was wrong, 429 after too many
     * failures, 403 with the reason when the member is suspended.
     */
    public Outcome password(String typedLogin, String password, Sessions.Origin origin) {
        Optional<LoginName> login = LoginName.parse(typedLogin);
        throttle.attemptFrom("sign-in", origin.address(), PER_ADDRESS);
        String perLogin = "sign-in:" + login.map(LoginName::value).orElse("");
        String perBoth = perLogin + ":" + origin.address();
        if (login.isPresent()) {
            throttle.attempt(perBoth, PER_LOGIN_AND_ADDRESS);
            throttle.attempt(perLogin, PER_LOGIN);
        }
        MemberEntity member = check(login, password == null ? "" : password);
        throttle.undo(perBoth);
        throttle.undo(perLogin);
        throttle.undoFrom("sign-in", origin.address());
        if (!member.state.equals("ACTIVE")) {
            throw Problem.forbidden("membership.suspended", member.stateReason);
        }
        if (member.totpOn) {
            return new Outcome(member.id, member.name, sessions.openHalfway(member.id, origin), true);
        }
        return new Outcome(member.id, member.name, sessions.open(member.id, origin, false), false);
    }

    private MemberEntity check(Optional<LoginName> login, String password) {
        Optional<MemberEntity> member =
                login.flatMap(l -> transactions.read(em -> Rows.memberByLogin(em, l.email(), l.value())));
        if (login.isEmpty() || password.length() > PasswordPolicy.MAX * 2) {
            throw wrong();
        }
        if (member.isEmpty()) {
            passwords.pretend(password);
            throw wrong();
        }
        if (!passwords.matches(password, member.get().passwordHash)) {
            throw wrong();
        }
        return member.get();
    }

    private static Problem wrong() {
        return Problem.of(401, "credentials", "membership.sign-in.wrong");
    }

    /** Finishes what {@link #password} began. A wrong code ends it: the password is asked for again. */
    public Outcome code(String halfwayToken, String code) {
        SessionEntity halfway = sessions.takeHalfway(halfwayToken == null ? "" : halfwayToken)
                .orElseThrow(() -> Problem.of(401, "credentials", "membership.sign-in.expired"));
        MemberEntity member = transactions.read(em -> em.find(MemberEntity.class, halfway.memberId));
        throttle.attempt("factor:" + member.id, SecondFactor.TRIES);
        if (!secondFactor.accepts(member, code)) {
            throw Problem.of(401, "second-factor", "membership.factor.wrong");
        }
        throttle.undo("factor:" + member.id);
        Sessions.Origin origin = new Sessions.Origin(halfway.device, halfway.address, halfway.persistent);
        return new Outcome(member.id, member.name, sessions.open(member.id, origin, true), false);
    }
}
