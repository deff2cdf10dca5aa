package org.wanrenhui.forum.internal.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.PersonalData;

/** What a member has written, for the copy of the own data. After an erasure it stays, without the name. */
@Component
public final class OwnWritings implements PersonalData {

    private final Transactions transactions;

    @Activate
    public OwnWritings(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String module() {
        return "forum";
    }

    @Override
    public Map<String, Object> export(long memberId) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put(
                "topics",
                rows("select t.id, t.title, t.createdAt from TopicEntity t", "t", memberId, "id", "title", "at"));
        own.put(
                "posts",
                rows(
                        "select p.id, p.topicId, p.body, p.createdAt from PostEntity p",
                        "p",
                        memberId,
                        "id",
                        "topic",
                        "body",
                        "at"));
        return own;
    }

    private List<Map<String, Object>> rows(String select, String alias, long memberId, String... names) {
        String query = select + " where " + alias + ".authorId = :m order by " + alias + ".id";
        return transactions
                .read(em -> em.createQuery(query, Object[].class)
                        .setParameter("m", memberId)
                        .getResultList())
                .stream()
                .map(row -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    for (int i = 0; i < names.length; i++) {
                        values.put(names[i], row[i] instanceof Number ? row[i] : String.valueOf(row[i]));
                    }
                    return values;
                })
                .toList();
    }
}
