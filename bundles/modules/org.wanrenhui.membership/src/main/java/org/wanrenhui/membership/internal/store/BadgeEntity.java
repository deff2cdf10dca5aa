package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a badge and the rule that awards it. */
@Entity
@Table(schema = "membership", name = "badge")
public class BadgeEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    public String name = "";

    @Column(name = "name_en")
    public String nameEn = "";

    public String metric = "";

    public int threshold;

    /** Grows with every edit. */
    public int edition;

    @Column(name = "is_on")
    public boolean on;
}
