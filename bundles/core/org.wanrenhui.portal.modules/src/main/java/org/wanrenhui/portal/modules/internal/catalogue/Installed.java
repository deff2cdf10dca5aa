package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.wanrenhui.portal.api.module.PortalModule;

/** A module's bundle and what its capability says. */
public record Installed(
        Bundle bundle,
        String id,
        String version,
        boolean core,
        String icon,
        List<String> paths,
        List<String> requires) {

    /** Who may call itself core: otherwise any bundle could excuse itself from licence and switch. */
    private static final Set<String> CORE =
            Set.of("web", "modules", "membership", "moderation", "search", "notify", "files");

    /** Reads the capability; empty when the bundle is no module. */
    public static Optional<Installed> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return Optional.empty();
        }
        return revision.getDeclaredCapabilities(PortalModule.NAMESPACE).stream()
                .map(capability -> read(bundle, capability))
                .findFirst();
    }

    private static Installed read(Bundle bundle, BundleCapability capability) {
        Map<String, Object> attributes = capability.getAttributes();
        String id = String.valueOf(attributes.get("id"));
        List<String> paths = strings(attributes.get("paths"));
        return new Installed(
                bundle,
                id,
                bundle.getVersion().toString(),
                Boolean.parseBoolean(String.valueOf(attributes.get("core"))) && CORE.contains(id),
                String.valueOf(attributes.getOrDefault("icon", "plug")),
                paths.isEmpty() ? List.of(id) : paths,
                strings(attributes.get("requires")));
    }

    private static List<String> strings(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).filter(s -> !s.isBlank()).toList();
        }
        return value == null || value.toString().isBlank() ? List.of() : List.of(value.toString());
    }
}
