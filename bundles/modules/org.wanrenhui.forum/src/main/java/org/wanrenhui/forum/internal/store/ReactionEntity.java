package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: one member's reaction to one post. */
@Entity
@Table(schema = "forum", name = "reaction")
public class ReactionEntity {

    @Id
    @SequenceGenerator(name = "forum.reaction", sequenceName = "forum.reaction_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.reaction")
    public long id;

    @Column(name = "post_id")
    public long postId;

    @Column(name = "member_id")
    public long memberId;

    public String kind;

    /** False when it was taken back; the row stays, so that giving it again is no news. */
    public boolean active;

    @Column(name = "created_at")
    public Instant createdAt;
}
