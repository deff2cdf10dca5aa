package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a growth level. */
@Entity
@Table(schema = "membership", name = "growth_level")
public class LevelEntity {

    @Id
    @Column(name = "level_no")
    public int levelNo;

    public String name = "";

    @Column(name = "name_en")
    public String nameEn = "";

    public int threshold;

    /** Grows with every edit. */
    public int edition;

    @Column(name = "level_privileges")
    public String privileges = "";
}
