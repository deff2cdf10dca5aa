package org.wanrenhui.portal.api.module;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What is installed and on. Answers come from memory and cost nothing. Thread-safe. */
@ProviderType
public interface Modules {

    /** Every installed module, core ones first, then by id. */
    List<ModuleStatus> all();

    /** One module; empty when none of that id is installed. */
    Optional<ModuleStatus> status(String id);

    /** Mode of a module; {@link ModuleMode#OFF} when it is not installed. */
    ModuleMode mode(String id);
}
