package org.wanrenhui.portal.modules.internal.licence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a licence that was installed here once. */
@Entity
@Table(schema = "modules", name = "licence")
public class LicenceEntity {

    @Id
    @Column(name = "id")
    private long id;

    @Column(name = "jws")
    private String jws;

    @Column(name = "installed_by")
    private String installedBy;

    @Column(name = "installed_at")
    private Instant installedAt;

    protected LicenceEntity() {}

    LicenceEntity(long id, String jws, String installedBy, Instant installedAt) {
        this.id = id;
        this.jws = jws;
        this.installedBy = installedBy;
        this.installedAt = installedAt;
    }

    long id() {
        return id;
    }

    String jws() {
        return jws;
    }
}
