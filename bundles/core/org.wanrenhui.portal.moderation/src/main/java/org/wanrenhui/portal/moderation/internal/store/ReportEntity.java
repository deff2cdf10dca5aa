package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: one member's report of one content. */
@Entity
@Table(schema = "moderation", name = "report")
public class ReportEntity {

    @Id
    @SequenceGenerator(name = "moderation.report", sequenceName = "moderation.report_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "moderation.report")
    public long id;

    public String kind;

    @Column(name = "content_id")
    public long contentId;

    @Column(name = "member_id")
    public long memberId;

    public String reason;

    public String words;

    @Column(name = "created_at")
    public Instant createdAt;
}
