package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Row: how far a member has read a topic. */
@Entity
@Table(schema = "forum", name = "read_mark")
public class ReadMarkEntity {

    @Id
    @SequenceGenerator(name = "forum.read_mark", sequenceName = "forum.read_mark_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.read_mark")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "topic_id")
    public long topicId;

    @Column(name = "post_id")
    public long postId;
}
