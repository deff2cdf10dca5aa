package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: a board. */
@Entity
@Table(schema = "forum", name = "board")
public class BoardEntity {

    @Id
    @SequenceGenerator(name = "forum.board", sequenceName = "forum.board_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.board")
    public long id;

    public String slug;

    @Column(name = "community_id")
    public long communityId;

    public String kind;

    public String name;

    @Column(name = "name_en")
    public String nameEn;

    public String description;

    public String icon;

    public String audience;

    public int position;

    @Column(name = "topic_count")
    public int topicCount;

    @Column(name = "post_count")
    public int postCount;

    @Column(name = "last_at")
    public Instant lastAt;

    public boolean postable;
}
