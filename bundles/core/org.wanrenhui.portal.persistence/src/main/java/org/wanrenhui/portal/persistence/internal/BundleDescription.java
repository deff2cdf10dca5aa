package org.wanrenhui.portal.persistence.internal;

import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.wanrenhui.portal.api.module.PortalModule;
import org.wanrenhui.portal.persistence.internal.database.Dialect;
import org.wanrenhui.portal.persistence.internal.database.Script;
import org.wanrenhui.portal.persistence.internal.unit.Unit;

/** Reads from a bundle what its unit is made of. */
final class BundleDescription {

    private static final String ENTITIES = "Portal-Entities";
    private static final String FOLDER = "migrations";

    private final Bundle bundle;

    BundleDescription(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Id of the module that the bundle is; empty when it is none. */
    Optional<String> module() {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return Optional.empty();
        }
        return revision.getDeclaredCapabilities(PortalModule.NAMESPACE).stream()
                .map(BundleCapability::getAttributes)
                .map(attributes -> (String) attributes.get("id"))
                .findFirst();
    }

    /** Whether no bundle that was installed earlier is the same module; only the first gets its tables. */
    boolean isFirst() {
        return Arrays.stream(bundle.getBundleContext().getBundles())
                .filter(other -> other.getBundleId() < bundle.getBundleId())
                .noneMatch(other -> new BundleDescription(other).module().equals(module()));
    }

    Unit.Blueprint blueprint(String schema) {
        return new Unit.Blueprint(
                schema,
                entities(),
                bundle.getEntry("/"),
                bundle.adapt(BundleWiring.class).getClassLoader());
    }

    List<Script> scripts(Dialect dialect) {
        List<Script> scripts = new ArrayList<>();
        for (String folder : List.of(FOLDER, FOLDER + '/' + dialect.folder())) {
            var found = bundle.findEntries(folder, "*.sql", false);
            if (found != null) {
                for (URL url : Collections.list(found)) {
                    scripts.add(Script.read(url));
                }
            }
        }
        return scripts;
    }

    private List<String> entities() {
        String header = bundle.getHeaders("").get(ENTITIES);
        if (header == null) {
            return List.of();
        }
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
