package org.wanrenhui.membership.internal.identity;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.people.NameKey;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Input;
import org.wanrenhui.portal.api.web.Problem;

/** Makes visitors members. */
@Component(service = Registration.class)
public final class Registration {

    static final Set<String> KINDS = Set.of("RESIDENT", "MERCHANT", "PROPERTY");
    private static final int TAKEN_PER_ADDRESS = 20;

    private final Transactions transactions;
    private final DomainEvents events;
    private final Passwords passwords;
    private final Codes codes;
    private final SignInThrottle throttle;
    private final Settings settings;
    private final CurrentRequest request;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Registration(
            @Reference Transactions transactions,
            @Reference DomainEvents events,
            @Reference Passwords passwords,
            @Reference Codes codes,
            @Reference SignInThrottle throttle,
            @Reference Settings settings,
            @Reference CurrentRequest request) {
        this.transactions = transactions;
        this.events = events;
        this.passwords = passwords;
        this.codes = codes;
        this.throttle = throttle;
        this.settings = settings;
        this.request = request;
    }

    /**
     * What somebody filled in; anything may be null.
     *
     * @param kind   {@code RESIDENT}, {@code MERCHANT} or {@code PROPERTY}; resident when missing
     * @param code   code sent to the login, where the portal asks for one
     * @param agreed whether the terms were accepted
     */
    public record Draft(String login, String name, String password, String kind, String code, Boolean agreed) {}

    /** Creates the member and answers its id. Throws {@link Problem} 422 naming every field that is wrong. */
    public long register(Draft draft) {
        Input input = new Input();
        Optional<LoginName> login = LoginName.parse(input.line("login", draft.login(), 1, 254));
        input.check(login.isPresent(), "login", "membership.login.malformed");
        String name = input.line("name", draft.name(), 1, 24);
        String nameKey = NameKey.of(name);
        input.check(!nameKey.isEmpty(), "name", "membership.name.invisible");
        PasswordPolicy.objection(draft.password(), login.map(LoginName::value).orElse(null), name)
                .ifPresent(objection -> input.check(false, "password", objection));
        String kind = draft.kind() == null || draft.kind().isBlank() ? "RESIDENT" : draft.kind();
        input.check(KINDS.contains(kind), "kind", "membership.kind.unknown");
        input.check(Boolean.TRUE.equals(draft.agreed()), "agreed", "membership.agree.required");
        input.verify();
        throttle.attemptFrom(
                "register", request.clientAddress(), settings.getInt("membership.register.per-quarter", 100));
        checkFree(login.get(), nameKey);
        boolean proven = codes.needed(login.get());
        if (proven && !codes.take(login.get(), Codes.Purpose.REGISTER, draft.code())) {
            throw Problem.invalid("code", "membership.code.wrong");
        }
        MemberEntity member = row(login.get(), name, nameKey, kind, passwords.hash(draft.password()));
        member.emailProvenAt = proven && login.get().email() ? member.createdAt : null;
        member.phoneProvenAt = proven && !login.get().email() ? member.createdAt : null;
        return store(member, login.get());
    }

    /**
     * Sends the code for registering. To the visitor the answer is the same whether the login is free or not; the owner of
     * one that is taken is told so.
     */
    public void sendCode(LoginName login) {
        codes.admit(login);
        boolean taken = transactions.read(
                em -> Rows.memberByLogin(em, login.email(), login.value()).isPresent());
        if (taken) {
            codes.tell(login, request.text("membership.code.known"));
        } else {
            codes.send(login, Codes.Purpose.REGISTER);
        }
    }

    private void checkFree(LoginName login, String nameKey) {
        boolean nameTaken = transactions.read(
                em -> !em.createQuery("select m.id from MemberEntity m where m.nameKey = :k", Long.class)
                        .setParameter("k", nameKey)
                        .getResultList()
                        .isEmpty());
        if (nameTaken) {
            throw Problem.invalid("name", "membership.name.taken");
        }
        boolean loginTaken = transactions.read(
                em -> Rows.memberByLogin(em, login.email(), login.value()).isPresent());
        if (loginTaken) {
            throw taken(login);
        }
    }

    /** With codes the owner has been told by message; without, the answer cannot hide it, so asking often is refused. */
    private Problem taken(LoginName login) {
        if (codes.needed(login)) {
            return Problem.invalid("code", "membership.code.wrong");
        }
        throttle.attemptFrom("taken", request.clientAddress(), TAKEN_PER_ADDRESS);
        return Problem.invalid("login", "membership.login.taken");
    }

    private MemberEntity row(LoginName login, String name, String nameKey, String kind, String passwordHash) {
        MemberEntity member = NewRows.member(name, nameKey, login, passwordHash, clock.instant());
        member.kind = kind;
        member.language = request.locale().getLanguage().equals("en") ? "en" : "zh";
        member.agreedAt = member.createdAt;
        member.agreedTo = agreement();
        return member;
    }

    /** Fingerprint of the operator's own terms and privacy notice; empty where those that came with the portal hold. */
    private String agreement() {
        String texts = String.join(
                "\n",
                settings.get("portal.content.terms.zh", ""),
                settings.get("portal.content.privacy.zh", ""),
                settings.get("portal.content.terms.en", ""),
                settings.get("portal.content.privacy.en", ""));
        return texts.isBlank() ? "" : Tokens.hash(texts);
    }

    private long store(MemberEntity member, LoginName login) {
        try {
            return transactions.write(em -> {
                em.persist(member);
                if (member.kind.equals("MERCHANT")) {
                    em.persist(NewRows.grant(member.id, "MERCHANT", "SHOP", 0, member.id, clock.instant()));
                }
                Rows.count(em, "members", 1);
                events.publish(new DomainEvent(
                        "membership.registered", "member:" + member.id, Map.of("member", Long.toString(member.id))));
                return member.id;
            });
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                // somebody was quicker with the name or the login since we looked; this says which
                checkFree(login, member.nameKey);
            }
            throw e;
        }
    }
}
