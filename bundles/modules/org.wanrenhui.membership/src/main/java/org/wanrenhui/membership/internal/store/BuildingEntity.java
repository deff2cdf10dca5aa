package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a building; its units are names separated by commas. */
@Entity
@Table(schema = "membership", name = "building")
public class BuildingEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "community_id")
    public long communityId;

    public String name = "";

    public String units = "";

    @Column(name = "sort_no")
    public int sortNo;
}
