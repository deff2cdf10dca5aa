package org.wanrenhui.membership.internal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a role held at a scope. */
@Entity
@Table(schema = "membership", name = "role_grant")
public class GrantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "membership.ids")
    public long id;

    @Column(name = "member_id")
    public long memberId;

    @Column(name = "role_name")
    public String roleName = "";

    @Column(name = "scope_kind")
    public String scopeKind = "";

    @Column(name = "scope_id")
    public long scopeId;

    @Column(name = "granted_by")
    public long grantedBy;

    @Column(name = "granted_at")
    public Instant grantedAt;
}
