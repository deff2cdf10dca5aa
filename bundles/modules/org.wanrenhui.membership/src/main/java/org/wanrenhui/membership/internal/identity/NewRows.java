package org.wanrenhui.membership.internal.identity;

import java.time.Instant;
import org.wanrenhui.membership.internal.store.GrantEntity;
import org.wanrenhui.membership.internal.store.MemberEntity;

/** Rows as they are when they are new. */
public final class NewRows {

    private NewRows() {}

    /** A resident who has done nothing yet. */
    public static MemberEntity member(
            String name, String nameKey, LoginName login, String passwordHash, Instant createdAt) {
        MemberEntity member = new MemberEntity();
        member.name = name;
        member.nameKey = nameKey;
        member.email = login.email() ? login.value() : null;
        member.phone = login.email() ? null : login.value();
        member.passwordHash = passwordHash;
        member.kind = "RESIDENT";
        member.state = "ACTIVE";
        member.levelNo = 1;
        member.createdAt = createdAt;
        member.seeProfile = "EVERYBODY";
        member.seeCommunities = "MEMBERS";
        member.seeActivity = "EVERYBODY";
        return member;
    }

    /** A role at a scope. */
    public static GrantEntity grant(
            long memberId, String role, String scopeKind, long scopeId, long grantedBy, Instant at) {
        GrantEntity grant = new GrantEntity();
        grant.memberId = memberId;
        grant.roleName = role;
        grant.scopeKind = scopeKind;
        grant.scopeId = scopeId;
        grant.grantedBy = grantedBy;
        grant.grantedAt = at;
        return grant;
    }
}
