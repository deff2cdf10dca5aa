package org.wanrenhui.portal.api;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/** Tells members something inside the portal. Thread-safe. */
@ProviderType
public interface Notices {

    /**
     * Puts the notice behind the bell of each member, in a transaction of its own. Who has it already and has read it finds
     * it unread again; telling the same event twice changes nothing. Ids that name nobody do no harm.
     */
    void tell(Collection<Long> members, Notice notice);
}
