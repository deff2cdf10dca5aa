package ${package}.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.MemberCard;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;

/** The notes in this module's own table. */
@Component(service = Notes.class)
public final class Notes {

    /** A note as others see it; {@code author} is its author's name, empty when that member is gone. */
    public record Note(long id, String text, String author, Instant createdAt) {}

    private final Transactions transactions;
    private final Members members;

    @Activate
    public Notes(@Reference Transactions transactions, @Reference Members members) {
        this.transactions = transactions;
        this.members = members;
    }

    /** Leaves a note and returns its id. Throws a problem that names the fields that are wrong. */
    public long leave(Caller author, NoteDraft draft) {
        NoteDraft note = draft.checked();
        return transactions.write(em -> {
            NoteEntity row = new NoteEntity();
            row.authorId = author.id();
            row.text = note.text();
            row.createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            em.persist(row);
            return row.id;
        });
    }

    /** At most {@code limit} notes with an id below {@code before}, newest first. */
    public Slice<Note> newest(long before, int limit) {
        List<NoteEntity> rows = transactions.read(em -> em.createQuery(
                        "select n from NoteEntity n where n.id < :before order by n.id desc", NoteEntity.class)
                .setParameter("before", before)
                .setMaxResults(limit + 1)
                .getResultList());
        Map<Long, MemberCard> authors =
                members.cards(rows.stream().map(row -> row.authorId).collect(Collectors.toSet()));
        return Slice.of(rows, limit, row -> String.valueOf(row.id)).map(row -> note(row, authors.get(row.authorId)));
    }

    private static Note note(NoteEntity row, MemberCard author) {
        return new Note(row.id, row.text, author == null ? "" : author.name(), row.createdAt);
    }
}
