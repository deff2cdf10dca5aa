package org.wanrenhui.portal.modules.internal.licence;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What this node was told when it was started. */
@Component(service = Node.class)
public final class Node {

    private final BundleContext context;

    @Activate
    public Node(BundleContext context) {
        this.context = context;
    }

    /** Folder of everything that changes. */
    public Path data() {
        return Path.of(property("portal.data", "data"));
    }

    /** Folder of the trust anchors that came with the configuration. */
    public Path configuredTrust() {
        return Path.of(property("karaf.etc", "etc")).resolve("trust");
    }

    /** Folder of trust anchors that belong to the data. */
    public Path trust() {
        return data().resolve("trust");
    }

    public boolean demo() {
        return Boolean.parseBoolean(property("portal.demo", "false"));
    }

    public boolean safeMode() {
        return Boolean.parseBoolean(property("portal.safe-mode", "false"));
    }

    /** Id of the operator whose portal this is. */
    public String operator() {
        return property("portal.operator", "demo-taiyuan");
    }

    /** Division code of the region that this portal serves. */
    public String territory() {
        return property("portal.territory", "1401");
    }

    private String property(String name, String fallback) {
        String value = context.getProperty(name);
        return value == null || value.isBlank() ? fallback : value;
    }
}
