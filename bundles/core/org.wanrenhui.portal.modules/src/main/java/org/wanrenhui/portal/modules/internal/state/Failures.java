package org.wanrenhui.portal.modules.internal.state;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wanrenhui.portal.modules.internal.catalogue.Installed;
import org.wanrenhui.portal.modules.internal.catalogue.Trouble;

/** Remembers which modules failed and why, until somebody wishes anew or another version has come. Thread-safe. */
final class Failures {

    private record Failure(Trouble trouble, long bundle, long version) {
        boolean concerns(Installed module) {
            return bundle == module.bundle().getBundleId()
                    && version == module.bundle().getLastModified();
        }
    }

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    void put(Installed module, Trouble trouble) {
        failures.put(
                module.id(),
                new Failure(
                        trouble, module.bundle().getBundleId(), module.bundle().getLastModified()));
    }

    void forget(String id) {
        failures.remove(id);
    }

    Optional<Trouble> of(String id) {
        return Optional.ofNullable(failures.get(id)).map(Failure::trouble);
    }

    /** Ids of the modules that failed. */
    Set<String> modules() {
        return Set.copyOf(failures.keySet());
    }

    /** Drops what is said of modules that are gone and of versions that have been replaced. */
    void keepOnly(Collection<Installed> modules) {
        failures.entrySet().removeIf(entry -> modules.stream()
                .noneMatch(module ->
                        module.id().equals(entry.getKey()) && entry.getValue().concerns(module)));
    }
}
