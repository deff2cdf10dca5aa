package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.modules.internal.EverySecond;
import org.wanrenhui.portal.modules.internal.licence.Node;
import org.wanrenhui.portal.modules.internal.trust.Admission;

/**
 * Lets the watcher of {@code deploy/} begin as soon as files can be judged, and not before: the framework comes up to the level
 * below the watcher's ({@code custom.properties}), and this raises it. Shows refused files to the watcher again when the operator
 * has come to trust somebody else.
 */
@Component(service = DeployWatch.class, immediate = true)
public final class DeployWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeployWatch.class);
    /** {@code felix.fileinstall.active.level} of the folder. */
    private static final int OPEN = 100;

    private final BundleContext context;
    private final Path folder;
    private final Admission admission;
    private final JarGate jars;
    private final KarFolder kars;
    private final EverySecond watch;
    private String seen;

    @Activate
    public DeployWatch(
            BundleContext context,
            @Reference Node node,
            @Reference Admission admission,
            @Reference JarGate jars,
            @Reference KarFolder kars) {
        this.context = context;
        this.folder = node.data().resolve("deploy");
        this.admission = admission;
        this.jars = jars;
        this.kars = kars;
        this.seen = admission.version();
        this.watch = new EverySecond("portal-deploy-watch", this::look);
    }

    @Deactivate
    void deactivate() {
        watch.close();
        if (system().getState() == Bundle.ACTIVE) {
            level(OPEN, OPEN - 1);
        }
    }

    /** Leaves alone a framework that is on its way up or down, or where an operator has taken it. */
    private void level(int from, int to) {
        FrameworkStartLevel framework = system().adapt(FrameworkStartLevel.class);
        if (framework.getStartLevel() == from) {
            framework.setStartLevel(to);
        }
    }

    private Bundle system() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    }

    private void look() {
        level(OPEN - 1, OPEN);
        String now = admission.version();
        if (!now.equals(seen)) {
            seen = now;
            Stream.concat(jars.refused().stream(), kars.refused().stream()).forEach(this::showAgain);
        }
    }

    /** The watcher looks at a file whose time has changed. */
    private void showAgain(String name) {
        try {
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.warn("{} cannot be judged again by itself; copy it to deploy/ once more", name, e);
        }
    }
}
