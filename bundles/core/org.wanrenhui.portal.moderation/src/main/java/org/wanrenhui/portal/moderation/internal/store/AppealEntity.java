package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a member asks that somebody else looks again. */
@Entity
@Table(schema = "moderation", name = "appeal")
public class AppealEntity {

    @Id
    @SequenceGenerator(name = "moderation.appeal", sequenceName = "moderation.appeal_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "moderation.appeal")
    public long id;

    @Column(name = "case_id")
    public long caseId;

    @Column(name = "member_id")
    public long memberId;

    public String words;

    public String state;

    public String answer;

    @Column(name = "decider_id")
    public long deciderId;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "decided_at")
    public Instant decidedAt;
}
