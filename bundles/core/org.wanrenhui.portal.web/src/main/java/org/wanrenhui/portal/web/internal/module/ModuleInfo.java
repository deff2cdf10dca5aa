package org.wanrenhui.portal.web.internal.module;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.wanrenhui.portal.api.module.PortalModule;

/**
 * What a bundle says of itself as a module; known also while it is off.
 *
 * @param id     module id
 * @param core   always on
 * @param paths  beginnings of the paths that it owns
 */
public record ModuleInfo(String id, boolean core, List<String> paths) {

    /** The module in the bundle; empty when the bundle is none. */
    public static Optional<ModuleInfo> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<BundleCapability> found =
                revision == null ? List.of() : revision.getDeclaredCapabilities(PortalModule.NAMESPACE);
        // Anybody may call itself core; only what the distribution brings is believed.
        boolean ours = bundle.getLocation().startsWith("mvn:org.wanrenhui/");
        return found.stream().findFirst().map(capability -> of(capability.getAttributes(), ours));
    }

    private static ModuleInfo of(Map<String, Object> attributes, boolean ours) {
        String id = String.valueOf(attributes.get("id"));
        boolean core = ours && Boolean.parseBoolean(String.valueOf(attributes.get("core")));
        List<String> paths = strings(attributes.get("paths"));
        return new ModuleInfo(id, core, paths.isEmpty() ? List.of(id) : paths);
    }

    private static List<String> strings(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value).split(","));
    }
}
