package org.wanrenhui.portal.notify.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Notice;
import org.wanrenhui.portal.api.Notices;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.UnreadCount;
import org.wanrenhui.portal.api.web.Problem;

/** Notices in the portal's own tables. */
@Component(service = {Notices.class, UnreadCount.class, JpaNotices.class})
public final class JpaNotices implements Notices, UnreadCount {

    private static final int BATCH = 200;
    private static final int LONGEST = 400;

    /** A notice as its member sees it. */
    public record View(long id, String kind, String text, String href, Instant at, boolean unread) {}

    private final Transactions transactions;
    private final Cache<Long, Integer> unread = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    @Activate
    public JpaNotices(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void tell(Collection<Long> members, Notice notice) {
        // in the order of ids, so that two who tell the same members never wait for each other
        List<Long> all = List.copyOf(new TreeSet<>(members));
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Long> part = all.subList(from, Math.min(all.size(), from + BATCH));
            transactions.run(em -> {
                Map<Long, NoticeEntity> known = new HashMap<>();
                em.createQuery(
                                "select n from NoticeEntity n where n.noticeKey = :key and n.memberId in :members",
                                NoticeEntity.class)
                        .setParameter("key", cut(notice.key(), 120))
                        .setParameter("members", part)
                        .getResultList()
                        .forEach(row -> known.put(row.memberId, row));
                for (long member : part) {
                    NoticeEntity row = known.getOrDefault(member, new NoticeEntity());
                    if (row.id != 0 && notice.event() != 0 && row.event >= notice.event()) {
                        continue;
                    }
                    row.memberId = member;
                    row.kind = notice.kind();
                    row.noticeKey = cut(notice.key(), 120);
                    row.textZh = cut(notice.text("zh"), LONGEST);
                    row.textEn = cut(notice.text("en"), LONGEST);
                    row.href = notice.href();
                    row.event = Math.max(row.event, notice.event());
                    row.toldAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
                    row.seen = false;
                    if (row.id == 0) {
                        em.persist(row);
                    }
                }
            });
            unread.invalidateAll(part);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    @Override
    public int unread(long memberId) {
        return unread.get(memberId, id -> transactions
                .read(em -> em.createQuery(
                                "select count(n) from NoticeEntity n where n.memberId = :member and n.seen = false",
                                Long.class)
                        .setParameter("member", id)
                        .getSingleResult())
                .intValue());
    }

    /** A member's notices, newest first. {@code after} is the cursor of the slice before, or null. */
    Slice<View> list(long member, String after, int limit, String language) {
        Instant at = null;
        long id = 0;
        if (after != null && !after.isEmpty()) {
            try {
                String[] parts = after.split("_", 2);
                at = Instant.parse(parts[0]);
                id = Long.parseLong(parts[1]);
            } catch (RuntimeException e) {
                throw Problem.of(400, "bad-request", "problem.bad-request");
            }
        }
        Instant before = at;
        long last = id;
        List<NoticeEntity> rows = transactions.read(em -> {
            var query = em.createQuery(
                            "select n from NoticeEntity n where n.memberId = :member "
                                    + (before == null ? "" : "and (n.toldAt < :at or n.toldAt = :at and n.id < :id) ")
                                    + "order by n.toldAt desc, n.id desc",
                            NoticeEntity.class)
                    .setParameter("member", member)
                    .setMaxResults(limit + 1);
            return before == null
                    ? query.getResultList()
                    : query.setParameter("at", before).setParameter("id", last).getResultList();
        });
        return Slice.of(rows, limit, row -> row.toldAt + "_" + row.id)
                .map(row -> new View(
                        row.id,
                        row.kind,
                        language.equals("en") ? row.textEn : row.textZh,
                        row.href,
                        row.toldAt,
                        !row.seen));
    }

    /** Marks one notice as seen, or all with id 0; returns where the one leads. */
    String seen(long member, long id) {
        List<String> hrefs = new ArrayList<>();
        transactions.run(em -> {
            if (id != 0) {
                hrefs.addAll(em.createQuery(
                                "select n.href from NoticeEntity n where n.id = :id and n.memberId = :member",
                                String.class)
                        .setParameter("id", id)
                        .setParameter("member", member)
                        .getResultList());
            }
            var update = em.createQuery("update NoticeEntity n set n.seen = true where n.memberId = :member "
                            + "and n.seen = false" + (id == 0 ? "" : " and n.id = :id"))
                    .setParameter("member", member);
            (id == 0 ? update : update.setParameter("id", id)).executeUpdate();
        });
        unread.invalidate(member);
        if (id != 0 && hrefs.isEmpty()) {
            throw Problem.notFound();
        }
        return hrefs.isEmpty() ? "" : hrefs.get(0);
    }

    /** Removes what has been seen and is older than the moment; returns how many. */
    int removeOld(Instant before) {
        return transactions.write(
                em -> em.createQuery("delete from NoticeEntity n where n.seen = true and n.toldAt < :before")
                        .setParameter("before", before)
                        .executeUpdate());
    }
}
