package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row: a file that belongs to a request to have a home verified. */
@Entity
@Table(schema = "membership", name = "verification_paper")
public class PaperEntity {

    @Id
    @Column(name = "file_id")
    public long fileId;

    @Column(name = "verification_id")
    public long verificationId;
}
