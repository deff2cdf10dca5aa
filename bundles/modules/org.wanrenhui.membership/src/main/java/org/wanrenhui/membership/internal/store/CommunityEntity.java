package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a community with its kept counters. */
@Entity
@Table(schema = "membership", name = "community")
public class CommunityEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    public String slug = "";

    public String name = "";

    public String address = "";

    public String intro = "";

    @Column(name = "division_code")
    public long divisionCode;

    @Column(name = "join_rule")
    public String joinRule = "";

    @Column(name = "is_open")
    public boolean open;

    @Column(name = "sort_no")
    public int sortNo;

    /** Grows with every edit. */
    public int edition;

    @Column(name = "member_count")
    public int memberCount;

    @Column(name = "verified_count")
    public int verifiedCount;
}
