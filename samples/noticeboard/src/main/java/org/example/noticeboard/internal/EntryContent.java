package org.example.noticeboard.internal;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.moderation.Moderation;
import org.wanrenhui.portal.api.spi.ModeratedContent;

/** What members put up, for the moderation. What stands for a topic is moderated in the forum. */
@Component
public final class EntryContent implements ModeratedContent {

    static final String KIND = "noticeboard.entry";

    private final Transactions transactions;

    @Activate
    public EntryContent(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Exhibit> find(long id) {
        EntryEntity row = transactions.read(em -> em.find(EntryEntity.class, id));
        return Optional.ofNullable(row)
                .filter(entry -> entry.topicId == null)
                .map(entry -> new Exhibit(entry.title, entry.body, "/noticeboard/" + entry.id, entry.authorId, 0));
    }

    /** Even what is deleted stays in the table: an appeal may bring it back. */
    @Override
    public void apply(long id, Moderation.Action action, String reason) {
        String state =
                switch (action) {
                    case APPROVE, RESTORE -> State.SHOWN;
                    case HIDE, DELETE -> State.HIDDEN;
                };
        transactions.run(em -> {
            EntryEntity row = em.find(EntryEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row != null && row.topicId == null) {
                row.state = state;
            }
        });
    }
}
