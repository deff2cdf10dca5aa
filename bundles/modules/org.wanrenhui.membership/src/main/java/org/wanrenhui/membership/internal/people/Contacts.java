package org.wanrenhui.membership.internal.people;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.Codes;
import org.wanrenhui.membership.internal.identity.LoginName;
import org.wanrenhui.membership.internal.identity.OwnPassword;
import org.wanrenhui.membership.internal.store.MemberEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.Audit;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.api.web.Problem;

/** E-mail address and phone of a member: adding, proving, changing and removing them. */
@Component(service = Contacts.class)
public final class Contacts {

    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final Transactions transactions;
    private final Codes codes;
    private final OwnPassword ownPassword;
    private final Notices notices;
    private final CurrentRequest request;
    private final Audit audit;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Contacts(
            @Reference Transactions transactions,
            @Reference Codes codes,
            @Reference OwnPassword ownPassword,
            @Reference Notices notices,
            @Reference CurrentRequest request,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.codes = codes;
        this.ownPassword = ownPassword;
        this.notices = notices;
        this.request = request;
        this.audit = audit;
    }

    /**
     * One way to reach the member.
     *
     * @param kind      {@code mail} or {@code phone}
     * @param value     the address or number
     * @param proven    whether a code that was sent there has come back
     * @param reachable whether a code can be sent there at all
     */
    public record Contact(String kind, String value, boolean proven, boolean reachable) {}

    /** All of them, the language of mails ({@code zh}, {@code en}), and whether mails are wanted. */
    public record State(List<Contact> contacts, String language, boolean notices) {

        /** Whether something could be proven and is not. */
        public boolean unproven() {
            return contacts.stream().anyMatch(contact -> !contact.proven() && contact.reachable());
        }
    }

    public State state(long memberId) {
        MemberEntity member = transactions.read(em -> em.find(MemberEntity.class, memberId));
        List<Contact> contacts = new ArrayList<>();
        if (member.email != null) {
            contacts.add(contact("mail", new LoginName(true, member.email), member.emailProvenAt));
        }
        if (member.phone != null) {
            contacts.add(contact("phone", new LoginName(false, member.phone), member.phoneProvenAt));
        }
        return new State(contacts, member.language, member.notices);
    }

    private Contact contact(String kind, LoginName login, Instant provenAt) {
        return new Contact(kind, login.value(), provenAt != null, codes.canReach(login));
    }

    /**
     * Begins to add, prove or change an address or number. Answers whether a code is on its way; without a way to send one
     * it is stored unproven, unless the portal insists on codes. One that is somebody else's is not told from a free one.
     */
    public boolean begin(long memberId, String typedLogin, String password) {
        LoginName login = parse(typedLogin);
        ownPassword.check(memberId, password);
        codes.admit(login);
        boolean taken = transactions.read(em -> Rows.memberByLogin(em, login.email(), login.value())
                .filter(owner -> owner.id != memberId)
                .isPresent());
        if (codes.canReach(login)) {
            if (taken) {
                codes.tell(login, request.text("membership.contact.code.known"));
            } else {
                codes.send(login, Codes.Purpose.CONTACT, memberId);
            }
            return true;
        }
        if (codes.needed(login)) {
            throw Problem.conflict("membership.contact.unreachable");
        }
        if (taken) {
            throw Problem.invalid("login", "membership.contact.taken");
        }
        store(memberId, login, null);
        return false;
    }

    /** Stores the address or number that a code has proven; an earlier one of the same kind is replaced and told. */
    public void confirm(long memberId, String typedLogin, String code) {
        LoginName login = parse(typedLogin);
        if (!codes.take(login, Codes.Purpose.CONTACT, code, memberId)) {
            throw Problem.invalid("code", "membership.code.wrong");
        }
        store(memberId, login, clock.instant());
    }

    private void store(long memberId, LoginName login, Instant provenAt) {
        try {
            transactions.run(em -> {
                MemberEntity member = locked(em, memberId);
                String former = login.email() ? member.email : member.phone;
                boolean formerProven = member.emailProvenAt != null;
                if (login.email()) {
                    member.email = login.value();
                    member.emailProvenAt = provenAt;
                } else {
                    member.phone = login.value();
                    member.phoneProvenAt = provenAt;
                }
                if (!login.value().equals(former)) {
                    tell(em, member, login, former, formerProven);
                }
            });
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                throw Problem.invalid("login", "membership.contact.taken");
            }
            throw e;
        }
    }

    /** The mailbox that was in use hears of it, so that a thief cannot change it in silence. */
    private void tell(EntityManager em, MemberEntity member, LoginName login, String former, boolean formerProven) {
        if (login.email() && former != null && formerProven) {
            notices.tellFormer(member, former, "contact-changed", login.masked());
        } else if (!login.email()) {
            notices.secure(em, member.id, "contact-changed", login.masked());
        }
        audit.record(
                "membership.contact",
                "member:" + member.id,
                (login.email() ? "e-mail" : "phone") + " changed by member");
    }

    /** Removes one; the last one stays, because it is what the member signs in with. */
    public void remove(long memberId, String kind, String password) {
        if (!Set.of("mail", "phone").contains(kind)) {
            throw Problem.notFound();
        }
        ownPassword.check(memberId, password);
        transactions.run(em -> {
            MemberEntity member = locked(em, memberId);
            boolean mail = kind.equals("mail");
            if ((mail ? member.email : member.phone) == null) {
                throw Problem.notFound();
            }
            if ((mail ? member.phone : member.email) == null) {
                throw Problem.conflict("membership.contact.last");
            }
            if (mail) {
                notices.secure(em, memberId, "contact-removed", new LoginName(true, member.email).masked());
                member.email = null;
                member.emailProvenAt = null;
            } else {
                notices.secure(em, memberId, "contact-removed", new LoginName(false, member.phone).masked());
                member.phone = null;
                member.phoneProvenAt = null;
            }
            audit.record("membership.contact", "member:" + memberId, kind + " removed by member");
        });
    }

    /** Chooses the language of mails and whether there shall be any beyond those about the account's safety. */
    public void prefer(long memberId, String language, boolean wanted) {
        if (language == null || !LANGUAGES.contains(language)) {
            throw Problem.invalid("language", "membership.language.unknown");
        }
        transactions.run(em -> {
            MemberEntity member = locked(em, memberId);
            member.language = language;
            member.notices = wanted;
        });
    }

    private static MemberEntity locked(EntityManager em, long memberId) {
        return em.find(MemberEntity.class, memberId, LockModeType.PESSIMISTIC_WRITE);
    }

    private static LoginName parse(String typed) {
        return LoginName.parse(typed).orElseThrow(() -> Problem.invalid("login", "membership.login.malformed"));
    }
}
