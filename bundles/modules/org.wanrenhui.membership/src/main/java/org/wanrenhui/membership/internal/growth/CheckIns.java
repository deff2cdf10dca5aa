package org.wanrenhui.membership.internal.growth;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.CheckInEntity;
import org.wanrenhui.membership.internal.store.Rows;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.api.data.DomainEvents;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Problem;

/** The daily check-in. */
@Component(service = CheckIns.class)
public final class CheckIns {

    private final Transactions transactions;
    private final DomainEvents events;
    private final Points points;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public CheckIns(@Reference Transactions transactions, @Reference DomainEvents events, @Reference Points points) {
        this.transactions = transactions;
        this.events = events;
        this.points = points;
    }

    /** Whether the member was here today, and how many days in a row up to today or yesterday. */
    public record State(boolean today, int streak) {}

    public State state(long memberId) {
        LocalDate today = points.dayOf(clock.instant());
        return transactions.read(em -> last(em, memberId)
                .filter(row -> !row.checkDay.isBefore(today.minusDays(1)))
                .map(row -> new State(row.checkDay.equals(today), row.streak))
                .orElse(new State(false, 0)));
    }

    /** Checks in and answers the streak. Throws {@link Problem} 409 for the second time on a day. */
    public int checkIn(long memberId) {
        Instant now = clock.instant();
        LocalDate today = points.dayOf(now);
        try {
            return transactions.write(em -> {
                Optional<CheckInEntity> last = last(em, memberId);
                if (last.isPresent() && last.get().checkDay.equals(today)) {
                    throw Problem.conflict("membership.check-in.already");
                }
                CheckInEntity row = new CheckInEntity();
                row.memberId = memberId;
                row.checkDay = today;
                row.streak = last.filter(before -> before.checkDay.equals(today.minusDays(1)))
                                .map(before -> before.streak)
                                .orElse(0)
                        + 1;
                em.persist(row);
                events.publish(new DomainEvent(
                        "membership.checked-in",
                        "member:" + memberId,
                        Map.of("member", Long.toString(memberId), "streak", Integer.toString(row.streak))));
                return row.streak;
            });
        } catch (RuntimeException e) {
            if (Rows.isDuplicate(e)) {
                throw Problem.conflict("membership.check-in.already");
            }
            throw e;
        }
    }

    private static Optional<CheckInEntity> last(EntityManager em, long memberId) {
        return em
                .createQuery(
                        "select c from CheckInEntity c where c.memberId = :m order by c.checkDay desc",
                        CheckInEntity.class)
                .setParameter("m", memberId)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }
}
