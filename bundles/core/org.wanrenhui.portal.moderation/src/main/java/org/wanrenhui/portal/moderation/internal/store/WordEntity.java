package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a sensitive word. */
@Entity
@Table(schema = "moderation", name = "word")
public class WordEntity {

    @Id
    @SequenceGenerator(name = "moderation.word", sequenceName = "moderation.word_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "moderation.word")
    public long id;

    public String text;

    public String severity;

    @Column(name = "added_by")
    public String addedBy;

    @Column(name = "added_at")
    public Instant addedAt;
}
