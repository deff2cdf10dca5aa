package org.wanrenhui.portal.notify.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a notice to one member. */
@Entity
@Table(schema = "notify", name = "notice")
public class NoticeEntity {

    @Id
    @SequenceGenerator(name = "notify.notice", sequenceName = "notify.notice_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notify.notice")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    public String kind;

    @Column(name = "notice_key")
    public String noticeKey;

    @Column(name = "text_zh")
    public String textZh;

    @Column(name = "text_en")
    public String textEn;

    public String href;

    /** Position of the newest event that it tells of. */
    public long event;

    @Column(name = "told_at")
    public Instant toldAt;

    public boolean seen;
}
