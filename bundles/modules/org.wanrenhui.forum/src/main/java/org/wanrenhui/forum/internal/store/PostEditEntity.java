package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: what a post said before it was edited. */
@Entity
@Table(schema = "forum", name = "post_edit")
public class PostEditEntity {

    @Id
    @SequenceGenerator(name = "forum.post_edit", sequenceName = "forum.post_edit_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.post_edit")
    public long id;

    @Column(name = "post_id")
    public long postId;

    @Column(name = "member_id")
    public long memberId;

    public String body;

    @Column(name = "edited_at")
    public Instant editedAt;
}
