package org.wanrenhui.portal.moderation.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: content that somebody has to look at, or has looked at. */
@Entity
@Table(schema = "moderation", name = "review_case")
public class CaseEntity {

    @Id
    @SequenceGenerator(
            name = "moderation.review_case",
            sequenceName = "moderation.review_case_seq",
            allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "moderation.review_case")
    public long id;

    public String kind;

    @Column(name = "content_id")
    public long contentId;

    @Column(name = "community_id")
    public long communityId;

    @Column(name = "author_id")
    public long authorId;

    public String snapshot;

    public String reason;

    public String matches;

    public int reports;

    public String state;

    public String decision;

    public String words;

    @Column(name = "decider_id")
    public long deciderId;

    @Column(name = "opened_at")
    public Instant openedAt;

    @Column(name = "decided_at")
    public Instant decidedAt;

    public boolean applied;

    /** Kind and id of the content while the case is open, else null; unique. */
    @Column(name = "open_key")
    public String openKey;
}
