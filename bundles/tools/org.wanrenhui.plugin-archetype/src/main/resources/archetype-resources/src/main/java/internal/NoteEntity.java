package ${package}.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a note that a member has left. */
@Entity
@Table(schema = "${module}", name = "note")
public class NoteEntity {

    @Id
    @SequenceGenerator(name = "${module}.note", sequenceName = "${module}.note_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "${module}.note")
    public long id;

    @Column(name = "author_id")
    public long authorId;

    public String text;

    @Column(name = "created_at")
    public Instant createdAt;
}
