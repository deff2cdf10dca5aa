package org.wanrenhui.membership.internal.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.growth.GrowthTables;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.CurrentRequest;

/** Cards of members, a second old at most. */
@Component(service = {Members.class, JpaMembers.class})
public final class JpaMembers implements Members {

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final GrowthTables tables;
    private final CurrentRequest request;

    /** Also remembers ids that name nobody, as {@link #NOBODY}. */
    private final Cache<Long, Row> rows = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    private final Cache<Long, Set<Long>> blocks = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    private static final Row NOBODY = new Row(0, "", "", 1, 0, "", false, "", "");

    @Activate
    public JpaMembers(
            @Reference Transactions transactions, @Reference GrowthTables tables, @Reference CurrentRequest request) {
        this.transactions = transactions;
        this.tables = tables;
        this.request = request;
    }

    /** What a card is made of. */
    public record Row(
            long id,
            String name,
            String state,
            int level,
            long badge,
            String tint,
            boolean verified,
            String staffOf,
            String picture) {}

    @Override
    public Map<Long, MemberCard> cards(Collection<Long> ids) {
        return cards(ids, request.locale());
    }

    /** Cards in a language; for work that no request asked for. */
    public Map<Long, MemberCard> cards(Collection<Long> ids, Locale locale) {
        Map<Long, MemberCard> cards = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Long id : Set.copyOf(ids)) {
            Row row = rows.getIfPresent(id);
            if (row == null) {
                missing.add(id);
            } else if (row != NOBODY) {
                cards.put(id, card(row, locale));
            }
        }
        for (int from = 0; from < missing.size(); from += BATCH) {
            read(missing.subList(from, Math.min(missing.size(), from + BATCH)))
                    .forEach(row -> cards.put(row.id(), card(row, locale)));
        }
        return cards;
    }

    private List<Row> read(List<Long> ids) {
        List<Row> found = transactions.read(em -> em.createQuery(
                        "select new org.wanrenhui.membership.internal.people.JpaMembers.Row(m.id, m.name, m.state, m.levelNo,"
                                + " m.badgeId, m.tint, m.verified, m.staffOf, m.picture) from MemberEntity m where m.id in :ids",
                        Row.class)
                .setParameter("ids", ids)
                .getResultList());
        ids.forEach(id -> rows.put(id, NOBODY));
        found.forEach(row -> rows.put(row.id(), row));
        return found;
    }

    private MemberCard card(Row row, Locale locale) {
        if (row.state().equals("ERASED")) {
            return new MemberCard(row.id(), former(locale), 1, "", "", "", false, "");
        }
        return new MemberCard(
                row.id(),
                row.name(),
                row.level(),
                tables.level(row.level()).name(locale),
                tables.badge(row.badge()).map(badge -> badge.name(locale)).orElse(""),
                row.tint(),
                row.verified(),
                row.staffOf(),
                row.picture());
    }

    /** Not a text of the bundle, because cards are asked for by every module and texts are those of the asking one. */
    private static String former(Locale locale) {
        return locale.getLanguage().equals("en") ? "Former neighbour" : "老邻居";
    }

    @Override
    public Map<String, Long> idsByName(Collection<String> names) {
        Map<String, String> keys = new HashMap<>();
        names.forEach(name -> keys.put(name, NameKey.of(name)));
        keys.values().removeIf(String::isEmpty);
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> byKey = new HashMap<>();
        transactions
                .read(em -> em.createQuery(
                                "select m.nameKey, m.id from MemberEntity m where m.nameKey in :keys and m.state <> 'ERASED'",
                                Object[].class)
                        .setParameter("keys", Set.copyOf(keys.values()))
                        .getResultList())
                .forEach(row -> byKey.put((String) row[0], (Long) row[1]));
        Map<String, Long> ids = new HashMap<>();
        keys.forEach((name, key) -> {
            if (byKey.containsKey(key)) {
                ids.put(name, byKey.get(key));
            }
        });
        return ids;
    }

    @Override
    public Set<Long> blockedBy(long memberId) {
        // In one step: what was read before a block is not kept after it.
        return blocks.get(
                memberId,
                id -> Set.copyOf(transactions.read(em -> em.createQuery(
                                "select t.targetId from TieEntity t where t.memberId = :m and t.kind = 'BLOCK'",
                                Long.class)
                        .setParameter("m", id)
                        .getResultList())));
    }

    /** To be called after a commit that changed what a card or the blocks of the member are made of. */
    public void changed(long memberId) {
        rows.invalidate(memberId);
        blocks.invalidate(memberId);
    }
}
