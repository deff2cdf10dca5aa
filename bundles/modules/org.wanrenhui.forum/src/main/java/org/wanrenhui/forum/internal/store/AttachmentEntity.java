package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Row: which post a file belongs to. What pages show of it stands in the post itself. */
@Entity
@Table(schema = "forum", name = "attachment")
public class AttachmentEntity {

    @Id
    @Column(name = "file_id")
    public long fileId;

    @Column(name = "post_id")
    public long postId;
}
