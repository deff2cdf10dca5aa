package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Row: a topic carries a tag. */
@Entity
@Table(schema = "forum", name = "topic_tag")
public class TagEntity {

    @Id
    @SequenceGenerator(name = "forum.topic_tag", sequenceName = "forum.topic_tag_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.topic_tag")
    public long id;

    public String tag;

    @Column(name = "topic_id")
    public long topicId;
}
