package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: what a member has begun to write at some place. */
@Entity
@Table(schema = "forum", name = "draft")
public class DraftEntity {

    @Id
    @SequenceGenerator(name = "forum.draft", sequenceName = "forum.draft_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.draft")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    public String place;

    public String title;

    public String body;

    /** Files chosen so far, as {@link Attachment} writes them. */
    public String attachments = "";

    @Column(name = "saved_at")
    public Instant savedAt;
}
