package org.wanrenhui.portal.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The communities of this portal. Answers come from memory and are at most a second old. Thread-safe. */
@ProviderType
public interface Communities {

    /** All open communities in the operator's order. */
    List<Community> all();

    Optional<Community> byId(long id);

    Optional<Community> bySlug(String slug);

    /** Names of the divisions that contain the community, from city down to committee; empty when unknown. */
    List<String> divisionNames(Community community);
}
