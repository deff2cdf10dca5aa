package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a topic with the counters that its pages show. */
@Entity
@Table(schema = "forum", name = "topic")
public class TopicEntity {

    @Id
    @SequenceGenerator(name = "forum.topic", sequenceName = "forum.topic_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.topic")
    public long id;

    @Column(name = "board_id")
    public long boardId;

    @Column(name = "community_id")
    public long communityId;

    @Column(name = "author_id")
    public long authorId;

    public String title;

    public String state;

    public boolean pinned;

    public boolean featured;

    public boolean locked;

    @Column(name = "answer_id")
    public long answerId;

    @Column(name = "first_post_id")
    public long firstPostId;

    @Column(name = "reply_count")
    public int replyCount;

    @Column(name = "view_count")
    public int viewCount;

    @Column(name = "reaction_count")
    public int reactionCount;

    public double hot;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "last_at")
    public Instant lastAt;

    @Column(name = "last_author_id")
    public long lastAuthorId;

    /** Newest post that everybody may see; marks of readers are compared with it. */
    @Column(name = "last_post_id")
    public long lastPostId;

    public int revision;

    public String tags;

    @Column(name = "source_note")
    public String sourceNote;

    public boolean poll;

    public String submission;
}
