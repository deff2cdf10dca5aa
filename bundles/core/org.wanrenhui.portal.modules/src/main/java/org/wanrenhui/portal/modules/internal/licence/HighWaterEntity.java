package org.wanrenhui.portal.modules.internal.licence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The one row that holds the latest time ever seen. */
@Entity
@Table(schema = "modules", name = "high_water")
public class HighWaterEntity {

    static final int ONLY = 1;

    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "seen_at")
    private Instant seenAt;

    protected HighWaterEntity() {}

    HighWaterEntity(Instant seenAt) {
        this.id = ONLY;
        this.seenAt = seenAt;
    }

    Instant seenAt() {
        return seenAt;
    }

    void raise(Instant to) {
        if (to.isAfter(seenAt)) {
            seenAt = to;
        }
    }
}
