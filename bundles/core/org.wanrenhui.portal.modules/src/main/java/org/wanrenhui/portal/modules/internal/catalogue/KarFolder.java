package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipException;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.modules.internal.licence.Node;
import org.wanrenhui.portal.modules.internal.trust.Admission;

/**
 * Archives of features (KARs) in {@code deploy/}: their bundles are installed as if each had been dropped in by itself, and go
 * when the file goes (docs/adr/0013). A newer archive of the same name replaces its bundles where they are. A new one comes
 * whole or not at all.
 */
@Component(service = {ArtifactInstaller.class, KarFolder.class})
public final class KarFolder implements ArtifactInstaller {

    private static final Logger LOG = LoggerFactory.getLogger(KarFolder.class);
    private static final String SCHEME = "kar:";
    /** Libraries that come with a module start before any module does. */
    private static final int LIBRARY_LEVEL = 80;

    private final BundleContext context;
    private final Path folder;
    private final KarDigests digests;
    private final Admission admission;
    /** Why a file has brought nothing, by its name. */
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    @Activate
    public KarFolder(BundleContext context, @Reference Node node, @Reference Admission admission) throws IOException {
        this.context = context;
        this.admission = admission;
        this.folder = node.data().resolve("deploy");
        this.digests = new KarDigests(context.getDataFile("kars.properties").toPath());
        removeWhatWasTakenOut();
    }

    /** Why the file of that name has brought nothing; empty when nothing is wrong with it. */
    Optional<Trouble> trouble(String name) {
        return Optional.ofNullable(troubles.get(name));
    }

    /** Names of the files that have brought nothing. */
    Set<String> refused() {
        return Set.copyOf(troubles.keySet());
    }

    @Override
    public boolean canHandle(File file) {
        return KarArchive.isCalledSo(file.toPath())
                && folder.toAbsolutePath().equals(file.toPath().toAbsolutePath().getParent());
    }

    /** Also called at each start of the container, for the files that are there. */
    @Override
    public synchronized void install(File file) throws Exception {
        String name = file.getName();
        // What is judged is what is installed, whatever becomes of the file meanwhile.
        Path judged = context.getDataFile("judged.kar").toPath();
        try {
            Files.copy(file.toPath(), judged, StandardCopyOption.REPLACE_EXISTING);
            try (KarArchive kar = KarArchive.open(judged)) {
                if (!isThere(name, kar)) {
                    admit(judged);
                }
                bring(name, kar);
            }
            troubles.remove(name);
        } catch (IOException | BundleException | RuntimeException e) {
            troubles.put(name, why(e));
            throw e;
        } finally {
            Files.deleteIfExists(judged);
        }
    }

    /** After a start of the container nothing changes: what was taken once is not judged anew. */
    private boolean isThere(String name, KarArchive kar) throws IOException {
        for (String part : kar.bundles()) {
            String location = SCHEME + name + "/" + part;
            if (context.getBundle(location) == null || !kar.digest(part).equals(digests.of(location))) {
                return false;
            }
        }
        return true;
    }

    private void admit(Path judged) throws IOException {
        Optional<Trouble> trouble = admission.refusal(judged).map(Trouble::of);
        if (trouble.isPresent()) {
            throw new KarArchive.Refused(trouble.get());
        }
    }

    @Override
    public void update(File file) throws Exception {
        install(file);
    }

    @Override
    public synchronized void uninstall(File file) throws IOException {
        troubles.remove(file.getName());
        remove(bundlesOf(file.getName()));
    }

    private static Trouble why(Exception e) {
        if (e instanceof KarArchive.Refused refused) {
            return refused.trouble();
        }
        return e instanceof ZipException
                ? Trouble.of("module.trouble.no-archive")
                : Trouble.of("module.trouble.unreadable", String.valueOf(e.getMessage()));
    }

    /** While the container was down, nobody saw a file go. */
    private synchronized void removeWhatWasTakenOut() throws IOException {
        remove(Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(SCHEME))
                .filter(bundle -> !Files.exists(folder.resolve(fileOf(bundle))))
                .toList());
    }

    private void bring(String name, KarArchive kar) throws IOException, BundleException {
        List<Bundle> fresh = new ArrayList<>();
        List<Bundle> changed = new ArrayList<>();
        List<Bundle> leftOver = new ArrayList<>(bundlesOf(name));
        try {
            for (String part : kar.bundles()) {
                String location = SCHEME + name + "/" + part;
                String digest = kar.digest(part);
                Bundle there = context.getBundle(location);
                leftOver.remove(there);
                if (there == null) {
                    install(location, kar.content(part), fresh);
                } else if (!digest.equals(digests.of(location))) {
                    update(there, kar.content(part));
                    changed.add(there);
                }
                digests.put(location, digest);
            }
        } catch (IOException | BundleException | RuntimeException e) {
            remove(fresh);
            throw e;
        }
        remove(leftOver);
        letGo(changed);
        digests.store();
        for (Bundle bundle : fresh) {
            startLibrary(bundle);
        }
        if (!fresh.isEmpty() || !changed.isEmpty()) {
            LOG.info("{}: {} bundles installed, {} replaced", name, fresh.size(), changed.size());
        }
    }

    private void install(String location, InputStream content, List<Bundle> fresh) throws IOException, BundleException {
        try (content) {
            fresh.add(context.installBundle(location, content));
        } catch (BundleException e) {
            // The same library in two archives is there once.
            if (e.getType() != BundleException.DUPLICATE_BUNDLE_ERROR) {
                throw e;
            }
            LOG.info("{} is there already: {}", location, e.getMessage());
        }
    }

    private static void update(Bundle bundle, InputStream content) throws IOException, BundleException {
        try (content) {
            bundle.update(content);
        }
    }

    /** A module is started by the switch and by nobody else. */
    private void startLibrary(Bundle bundle) throws BundleException {
        boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        if (!fragment && Installed.of(bundle).isEmpty()) {
            bundle.adapt(BundleStartLevel.class).setStartLevel(LIBRARY_LEVEL);
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    private void remove(List<Bundle> bundles) throws IOException {
        for (Bundle bundle : bundles) {
            try {
                bundle.uninstall();
                LOG.info("{} is uninstalled", bundle.getLocation());
            } catch (BundleException | IllegalStateException e) {
                LOG.error("{} cannot be uninstalled", bundle.getLocation(), e);
            }
            digests.remove(bundle.getLocation());
        }
        letGo(bundles);
        digests.store();
    }

    /** Code that was replaced or has gone stays while others use it; it goes at once when only archives' own bundles do. */
    private void letGo(List<Bundle> touched) {
        FrameworkWiring framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        List<Bundle> pending = framework.getRemovalPendingBundles().stream()
                .filter(touched::contains)
                .toList();
        if (pending.isEmpty()) {
            return;
        }
        Collection<Bundle> restarted = framework.getDependencyClosure(pending);
        if (restarted.stream().allMatch(bundle -> bundle.getLocation().startsWith(SCHEME))) {
            framework.refreshBundles(pending);
        } else {
            LOG.info("Until the next start, {} use code that was replaced", restarted);
        }
    }

    /** Bundles that the file of that name has brought. */
    List<Bundle> bundlesOf(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(SCHEME + name + "/"))
                .toList();
    }

    private static String fileOf(Bundle bundle) {
        String rest = bundle.getLocation().substring(SCHEME.length());
        return rest.substring(0, rest.indexOf('/'));
    }
}
