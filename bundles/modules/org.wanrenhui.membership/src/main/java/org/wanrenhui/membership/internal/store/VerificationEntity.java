package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a request to have a home verified. */
@Entity
@Table(schema = "membership", name = "verification")
public class VerificationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "community_id")
    public long communityId;

    public String building = "";

    @Column(name = "unit_name")
    public String unitName = "";

    public String room = "";

    public String relation = "";

    public String note = "";

    public String state = "";

    public String answer = "";

    @Column(name = "decided_by")
    public long decidedBy;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "decided_at")
    public Instant decidedAt;
}
