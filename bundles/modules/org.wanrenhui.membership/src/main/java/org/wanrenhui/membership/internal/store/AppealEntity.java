package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a member's objection to a change of points. */
@Entity
@Table(schema = "membership", name = "point_appeal")
public class AppealEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "entry_id")
    public long entryId;

    @Column(name = "member_id")
    public long memberId;

    public String words = "";

    public String state = "";

    public String answer = "";

    @Column(name = "decided_by")
    public long decidedBy;

    @Column(name = "created_at")
    public Instant createdAt;
}
