package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: what a member may not do, where and until when. */
@Entity
@Table(schema = "moderation", name = "sanction")
public class SanctionEntity {

    @Id
    @SequenceGenerator(name = "moderation.sanction", sequenceName = "moderation.sanction_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "moderation.sanction")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "community_id")
    public long communityId;

    public String kind;

    public String reason;

    @Column(name = "until_at")
    public Instant untilAt;

    @Column(name = "imposed_by")
    public long imposedBy;

    @Column(name = "created_at")
    public Instant createdAt;

    public boolean lifted;

    @Column(name = "appeal_words")
    public String appealWords;

    /** OPEN, GRANTED or REFUSED; null without an appeal. */
    @Column(name = "appeal_state")
    public String appealState;

    @Column(name = "appeal_answer")
    public String appealAnswer;

    @Column(name = "appeal_by")
    public long appealBy;
}
