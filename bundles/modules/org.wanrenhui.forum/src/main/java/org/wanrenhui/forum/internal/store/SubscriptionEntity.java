package org.wanrenhui.forum.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Row: a member follows a board or a topic. */
@Entity
@Table(schema = "forum", name = "subscription")
public class SubscriptionEntity {

    @Id
    @SequenceGenerator(name = "forum.subscription", sequenceName = "forum.subscription_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forum.subscription")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    public String kind;

    @Column(name = "target_id")
    public long targetId;
}
