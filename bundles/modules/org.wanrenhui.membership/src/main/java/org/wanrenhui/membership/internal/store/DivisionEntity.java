package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of an official division; a former one stays for what lies in it. */
@Entity
@Table(schema = "membership", name = "division")
public class DivisionEntity {

    @Id
    public long code;

    public String name = "";

    @Column(name = "level_name")
    public String levelName = "";

    @Column(name = "parent_code")
    public long parentCode;

    public boolean official;
}
