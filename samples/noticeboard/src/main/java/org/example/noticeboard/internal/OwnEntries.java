package org.example.noticeboard.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.EventConsumer;
import org.wanrenhui.portal.api.spi.PersonalData;

/** What one member has put up: for the copy of the own data, and to be forgotten when the account is closed. */
@Component
public final class OwnEntries implements PersonalData, EventConsumer {

    private final Transactions transactions;

    @Activate
    public OwnEntries(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String module() {
        return "noticeboard";
    }

    @Override
    public Map<String, Object> export(long memberId) {
        List<Map<String, Object>> entries = transactions
                .read(em -> em.createQuery(
                                "select e from EntryEntity e where e.authorId = :member and e.topicId is null order by e.id",
                                EntryEntity.class)
                        .setParameter("member", memberId)
                        .getResultList())
                .stream()
                .map(row -> Map.<String, Object>of(
                        "id", row.id, "title", row.title, "body", row.body, "at", row.createdAt.toString()))
                .toList();
        return entries.isEmpty() ? Map.of() : Map.of("entries", entries);
    }

    @Override
    public String name() {
        return "noticeboard.erasure";
    }

    @Override
    public Set<String> types() {
        return Set.of("membership.erased");
    }

    @Override
    public void receive(Delivery delivery) {
        transactions.run(
                em -> em.createQuery("delete from EntryEntity e where e.authorId = :member and e.topicId is null")
                        .setParameter("member", delivery.event().number("member"))
                        .executeUpdate());
    }
}
