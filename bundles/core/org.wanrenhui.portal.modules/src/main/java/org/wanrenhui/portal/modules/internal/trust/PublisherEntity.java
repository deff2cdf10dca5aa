package org.wanrenhui.portal.modules.internal.trust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a publisher who is trusted. */
@Entity
@Table(schema = "modules", name = "publisher")
public class PublisherEntity {

    @Id
    @Column(name = "fingerprint")
    private String fingerprint;

    @Column(name = "name")
    private String name;

    @Column(name = "certificate")
    private String certificate;

    @Column(name = "added_by")
    private String addedBy;

    @Column(name = "added_at")
    private Instant addedAt;

    protected PublisherEntity() {}

    PublisherEntity(Certificate certificate, String addedBy, Instant addedAt) {
        this.fingerprint = certificate.fingerprint();
        this.name = certificate.name();
        this.certificate = certificate.pem();
        this.addedBy = addedBy;
        this.addedAt = addedAt;
    }

    Publisher toView() {
        return new Publisher(Certificate.ofPem(certificate), addedBy, addedAt);
    }
}
