package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Map<String, String> CORE = Map.of(
            "web", "org.wanrenhui.portal.web",
            "modules", "org.wanrenhui.portal.modules",
            "membership", "org.wanrenhui.membership",
            "moderation", "org.wanrenhui.portal.moderation",
            "search", "org.wanrenhui.portal.search",
            "notify", "org.wanrenhui.portal.notify",
            "files", "org.wanrenhui.portal.files");

    /** What the distribution brings is installed from its own repository; what somebody drops in is not. */
    private static final String DISTRIBUTION = "mvn:org.wanrenhui/";

    /** The same without the rights of the core. */
    Installed asPlugin() {
        return new Installed(bundle, id, version, false, icon, paths, requires);
    }

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
                Boolean.parseBoolean(String.valueOf(attributes.get("core")))
                        && String.valueOf(bundle.getSymbolicName()).equals(CORE.get(id))
                        && bundle.getLocation().startsWith(DISTRIBUTION),
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
