package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Row: one member's choice in a poll. */
@Entity
@Table(schema = "forum", name = "poll_vote")
public class PollVoteEntity {

    @Id
    @SequenceGenerator(name = "forum.poll_vote", sequenceName = "forum.poll_vote_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.poll_vote")
    public long id;

    @Column(name = "topic_id")
    public long topicId;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "option_id")
    public long optionId;
}
