package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a session; the token itself is never stored. */
@Entity
@Table(schema = "membership", name = "login_session")
public class SessionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "token_hash")
    public String tokenHash = "";

    @Column(name = "member_id")
    public long memberId;

    public String stage = "";

    @Column(name = "second_factor")
    public boolean secondFactor;

    public boolean persistent;

    public String device = "";

    public String address = "";

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "last_seen_at")
    public Instant lastSeenAt;

    @Column(name = "expires_at")
    public Instant expiresAt;
}
