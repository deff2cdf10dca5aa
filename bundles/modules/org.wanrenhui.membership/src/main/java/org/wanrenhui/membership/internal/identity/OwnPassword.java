package org.wanrenhui.membership.internal.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** Asks for the password again before something that a found phone must not be able to do. */
@Component(service = OwnPassword.class)
public final class OwnPassword {

    private static final int WRONG = 10;

    private final Transactions transactions;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    @Activate
    public OwnPassword(
            @Reference Transactions transactions, @Reference Passwords passwords, @Reference SignInThrottle throttle) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** Throws {@link Problem} 422 when it is not the member's password, 429 after too many wrong ones. */
    public void check(long memberId, String typed) {
        MemberEntity member = transactions.read(em -> em.find(MemberEntity.class, memberId));
        throttle.attempt("own-password:" + memberId, WRONG);
        if (typed == null
                || typed.length() > PasswordPolicy.MAX * 2
                || !passwords.matches(typed, member.passwordHash)) {
            throw Problem.invalid("password", "membership.password.not-yours");
        }
        throttle.undo("own-password:" + memberId);
    }
}
