package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row of a figure that is kept instead of counted. */
@Entity
@Table(schema = "membership", name = "counter")
public class CounterEntity {

    @Id
    public String name = "";

    public long amount;
}
