package org.wanrenhui.forum.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.web.Input;

/** What members have begun to write, one draft for each board and each topic. */
@Component(service = Drafts.class)
public final class Drafts {

    /** A draft: what was typed and when it was saved. */
    public record Draft(String place, String title, String body, Instant savedAt, List<Attachment> files) {}

    private final Transactions transactions;

    @Activate
    public Drafts(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** Place of a new topic's draft. */
    public static String ofBoard(long board) {
        return "board:" + board;
    }

    /** Place of a reply's draft. */
    public static String ofTopic(long topic) {
        return "topic:" + topic;
    }

    /** Stores what a member has begun to write; an empty text removes it. */
    public void save(long member, String place, String title, String body, List<Attachment> files) {
        Input input = new Input();
        String checkedTitle = input.line("title", title, 0, NewTopic.TITLE);
        String checkedBody = input.text("body", body, 0, NewTopic.BODY);
        input.verify();
        Twice.run(() -> transactions.run(em -> {
            List<DraftEntity> rows = em.createQuery(
                            "select d from DraftEntity d where d.memberId = :member and d.place = :place",
                            DraftEntity.class)
                    .setParameter("member", member)
                    .setParameter("place", place)
                    .getResultList();
            if (checkedTitle.isEmpty() && checkedBody.isEmpty() && files.isEmpty()) {
                rows.forEach(em::remove);
                return;
            }
            DraftEntity row = rows.isEmpty() ? new DraftEntity() : rows.get(0);
            row.memberId = member;
            row.place = place;
            row.title = checkedTitle;
            row.body = checkedBody;
            row.attachments = Attachment.encode(files);
            row.savedAt = Posting.now();
            if (rows.isEmpty()) {
                em.persist(row);
            }
        }));
    }

    /** Forgets the draft, because what it was for has been published. */
    public void clear(long member, String place) {
        transactions.run(
                em -> em.createQuery("delete from DraftEntity d where d.memberId = :member and d.place = :place")
                        .setParameter("member", member)
                        .setParameter("place", place)
                        .executeUpdate());
    }

    /** The member's draft at a place. */
    public Optional<Draft> find(long member, String place) {
        return transactions.read(em -> em
                .createQuery(
                        "select d from DraftEntity d where d.memberId = :member and d.place = :place",
                        DraftEntity.class)
                .setParameter("member", member)
                .setParameter("place", place)
                .getResultList()
                .stream()
                .findFirst()
                .map(d -> new Draft(d.place, d.title, d.body, d.savedAt, Attachment.decode(d.attachments))));
    }
}
