package org.wanrenhui.membership.internal.people;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.identity.SessionCache;

/** Makes what this node keeps of a member fresh after a change was committed. */
@Component(service = MemberChanges.class)
public final class MemberChanges {

    private final SessionCache sessions;
    private final JpaMembers cards;

    @Activate
    public MemberChanges(@Reference SessionCache sessions, @Reference JpaMembers cards) {
        this.sessions = sessions;
        this.cards = cards;
    }

    public void committed(long memberId) {
        sessions.dropMember(memberId);
        cards.changed(memberId);
    }
}
