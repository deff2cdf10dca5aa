package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: the poll of a topic. */
@Entity
@Table(schema = "forum", name = "poll")
public class PollEntity {

    @Id
    @Column(name = "topic_id")
    public long topicId;

    public String question;

    public boolean multiple;

    @Column(name = "closes_at")
    public Instant closesAt;

    public int voters;
}
