package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a member's belonging to a community. */
@Entity
@Table(schema = "membership", name = "residence")
public class ResidenceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "community_id")
    public long communityId;

    public String state = "";

    public boolean verified;

    public String home = "";

    public String relation = "";

    /** When the proof ends; null for never. */
    @Column(name = "verified_until")
    public Instant verifiedUntil;

    /** Whether the member was told that the proof ends soon. */
    @Column(name = "ending_told")
    public boolean endingTold;

    @Column(name = "joined_at")
    public Instant joinedAt;
}
