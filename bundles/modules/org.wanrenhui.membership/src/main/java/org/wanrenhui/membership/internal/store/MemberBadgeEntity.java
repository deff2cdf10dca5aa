package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a badge that a member has earned. */
@Entity
@Table(schema = "membership", name = "member_badge")
public class MemberBadgeEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "badge_id")
    public long badgeId;

    @Column(name = "earned_at")
    public Instant earnedAt;
}
