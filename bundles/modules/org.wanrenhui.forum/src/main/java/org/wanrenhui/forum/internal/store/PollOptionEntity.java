package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Row: an option of a poll. */
@Entity
@Table(schema = "forum", name = "poll_option")
public class PollOptionEntity {

    @Id
    @SequenceGenerator(name = "forum.poll_option", sequenceName = "forum.poll_option_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.poll_option")
    public long id;

    @Column(name = "topic_id")
    public long topicId;

    public int position;

    public String label;

    public int votes;
}
