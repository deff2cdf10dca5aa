package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** Row of one change of points. */
@Entity
@Table(schema = "membership", name = "point_entry")
public class EntryEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "rule_id")
    public long ruleId;

    public int amount;

    public int balance;

    public String reason = "";

    public String origin = "";

    @Column(name = "entry_day")
    public LocalDate entryDay;

    @Column(name = "created_at")
    public Instant createdAt;
}
