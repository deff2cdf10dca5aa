package org.wanrenhui.portal.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** Knows how many messages a member has not read, for the bell at the top of every page. Thread-safe. */
@ConsumerType
public interface UnreadCount {

    /** The number, at most a few seconds old; called for every page of a signed-in member, so it must be cheap. */
    int unread(long memberId);
}
