package org.wanrenhui.portal.persistence.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** An entity as modules write them. */
@Entity
@Table(schema = "notes", name = "note")
public class NoteEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "note")
    @SequenceGenerator(name = "note", sequenceName = "notes.note_seq", allocationSize = 50)
    private long id;

    private String text;

    @Column(name = "noted_at")
    private Instant at;

    protected NoteEntity() {}

    public NoteEntity(String text, Instant at) {
        this.text = text;
        this.at = at;
    }

    public long id() {
        return id;
    }

    public String text() {
        return text;
    }

    public Instant at() {
        return at;
    }

    public void change(String to) {
        text = to;
    }
}
