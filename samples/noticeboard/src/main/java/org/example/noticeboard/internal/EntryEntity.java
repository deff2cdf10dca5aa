package org.example.noticeboard.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: an entry that a member has put up, or that stands for a topic of the forum. */
@Entity
@Table(schema = "noticeboard", name = "entry")
public class EntryEntity {

    @Id
    @SequenceGenerator(name = "noticeboard.entry", sequenceName = "noticeboard.entry_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "noticeboard.entry")
    public long id;

    @Column(name = "author_id")
    public long authorId;

    public String title;

    public String body;

    /** Topic that it stands for, or null. */
    @Column(name = "topic_id")
    public Long topicId;

    /** Board of that topic, or 0. */
    @Column(name = "board_id")
    public long boardId;

    /** One of {@link State}. */
    public String state;

    @Column(name = "created_at")
    public Instant createdAt;
}
