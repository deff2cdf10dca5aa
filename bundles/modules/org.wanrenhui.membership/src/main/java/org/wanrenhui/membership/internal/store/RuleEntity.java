package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a rule that turns events into points. */
@Entity
@Table(schema = "membership", name = "point_rule")
public class RuleEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    public String title = "";

    @Column(name = "title_en")
    public String titleEn = "";

    @Column(name = "event_pattern")
    public String eventPattern = "";

    public int amount;

    @Column(name = "daily_cap")
    public int dailyCap;

    public String href = "";

    /** Grows with every edit. */
    public int edition;

    @Column(name = "is_on")
    public boolean on;
}
