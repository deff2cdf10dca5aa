package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** Row of one day's check-in. */
@Entity
@Table(schema = "membership", name = "check_in")
public class CheckInEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "check_day")
    public LocalDate checkDay;

    public int streak;
}
