package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a post; the first of a topic opens it. */
@Entity
@Table(schema = "forum", name = "post")
public class PostEntity {

    @Id
    @SequenceGenerator(name = "forum.post", sequenceName = "forum.post_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.post")
    public long id;

    @Column(name = "topic_id")
    public long topicId;

    @Column(name = "board_id")
    public long boardId;

    @Column(name = "community_id")
    public long communityId;

    @Column(name = "author_id")
    public long authorId;

    public boolean opening;

    public String body;

    public String state;

    public String reason;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "edited_at")
    public Instant editedAt;

    @Column(name = "reaction_count")
    public int reactionCount;

    public int revision;

    public String submission;

    /** Files in the post, as {@link Attachment} writes them. */
    public String attachments = "";

    /** Whether somebody has been rewarded for this answer; taking it back and accepting it again rewards nobody twice. */
    @Column(name = "accepted_once")
    public boolean acceptedOnce;
}
