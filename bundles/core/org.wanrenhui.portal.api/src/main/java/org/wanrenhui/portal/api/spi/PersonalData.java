package org.wanrenhui.portal.api.spi;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a module keeps about a member, for the copy that the member may take away. Erasure goes another way: membership
 * publishes {@code membership.erased} with the id under {@code member}, and the module forgets what it must when the event
 * comes, even if it was off at that time.
 */
@ConsumerType
public interface PersonalData {

    /** Id of the module; names its part of the copy. */
    String module();

    /**
     * Everything that the module keeps about the member: maps, lists, texts, numbers, booleans. Empty when there is nothing.
     */
    Map<String, Object> export(long memberId);
}
