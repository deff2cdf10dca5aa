package org.wanrenhui.itests.kiosk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row: a thing. */
@Entity
@Table(schema = "kiosk", name = "thing")
public class ThingEntity {

    @Id
    @Column(name = "id")
    private long id;
}
