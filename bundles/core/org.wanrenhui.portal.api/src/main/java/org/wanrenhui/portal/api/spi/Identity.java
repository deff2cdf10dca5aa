package org.wanrenhui.portal.api.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.wanrenhui.portal.api.Caller;

/** Knows who stands behind a session token. Membership registers one; the portal uses the one of highest ranking. */
@ConsumerType
public interface Identity {

    /** The member of a valid session, or empty when the token is unknown, ended or expired. One query at most. */
    Optional<Caller> authenticate(String token);
}
