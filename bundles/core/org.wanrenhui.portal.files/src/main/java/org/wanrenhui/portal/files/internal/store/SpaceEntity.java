package org.wanrenhui.portal.files.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row: how much a member has uploaded. */
@Entity
@Table(schema = "files", name = "member_space")
public class SpaceEntity {

    @Id
    @Column(name = "member_id")
    public long memberId;

    @Column(name = "bytes_kept")
    public long bytesKept;

    public int files;
}
