package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactTransformer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.modules.internal.licence.Node;
import org.wanrenhui.portal.modules.internal.trust.Admission;

/**
 * Stands before each bundle that is dropped in: the watcher of {@code deploy/} gets a copy that has been judged, or none. When a
 * refused file has been copied over one that was taken, what was taken stays.
 */
@Component(
        service = {ArtifactTransformer.class, JarGate.class},
        // Whoever handles files of a kind of their own is asked before.
        property = Constants.SERVICE_RANKING + ":Integer=-1000")
public final class JarGate implements ArtifactTransformer {

    private static final Logger LOG = LoggerFactory.getLogger(JarGate.class);

    /** Endings of files of which the watcher makes no bundle, whatever they hold (its {@code BundleTransformer}). */
    private static final List<String> NEVER_BUNDLES = List.of(".txt", ".xml", ".properties", ".cfg");

    /** A refused file as it was when it was judged. */
    private record Judged(long modified, long size, Trouble trouble) {}

    /** A copy for the watcher, which deletes it twice when the file goes and complains the second time. */
    private static final class Copy extends File {

        private static final long serialVersionUID = 1L;

        Copy(Path path) {
            super(path.toString());
        }

        @Override
        public boolean delete() {
            return super.delete() || !exists();
        }
    }

    private final BundleContext context;
    private final Path folder;
    private final Admission admission;
    private final KarFolder kars;
    /** What was taken last, by the file's name. */
    private final Path taken;

    private final Map<String, Judged> refused = new ConcurrentHashMap<>();

    @Activate
    public JarGate(
            BundleContext context, @Reference Node node, @Reference Admission admission, @Reference KarFolder kars)
            throws IOException {
        this.context = context;
        this.folder = node.data().resolve("deploy");
        this.admission = admission;
        this.kars = kars;
        this.taken = Files.createDirectories(context.getDataFile("taken").toPath());
    }

    /**
     * Every file that nobody else wants, without a look into it: what is no bundle now could be one a moment later, when the watcher
     * looks for itself.
     */
    @Override
    public boolean canHandle(File file) {
        return !kars.canHandle(file) && NEVER_BUNDLES.stream().noneMatch(file.getName()::endsWith);
    }

    /** Returns the judged copy, which is the watcher's to delete; null when there is nothing to install. */
    @Override
    public File transform(File file, File temporary) throws IOException {
        tidy();
        String name = file.getName();
        Path copy = temporary.toPath().resolve("judged-" + name);
        Files.copy(file.toPath(), copy, StandardCopyOption.REPLACE_EXISTING);
        if (!isBundle(copy)) {
            refused.remove(name);
            Files.delete(copy);
            return null;
        }
        Optional<Trouble> trouble = admission.refusal(copy).map(Trouble::of);
        if (trouble.isEmpty()) {
            refused.remove(name);
            Files.copy(copy, taken.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return new Copy(copy);
        }
        LOG.info(
                "{} is refused: {} {}", name, trouble.get().key(), trouble.get().arguments());
        refused.put(name, judged(file.toPath(), trouble.get()));
        Path before = taken.resolve(name);
        if (Files.exists(before) && context.getBundle(file.toURI().normalize().toString()) != null) {
            Files.copy(before, copy, StandardCopyOption.REPLACE_EXISTING);
            return new Copy(copy);
        }
        Files.delete(copy);
        return null;
    }

    /**
     * Why the file is not the one that is installed under its name; empty when nothing speaks against it. After a restart the
     * watcher does not show a file again that it has seen before, so that it is judged when somebody asks.
     */
    Optional<Trouble> trouble(Path file) {
        String name = file.getFileName().toString();
        try {
            Judged last = refused.get(name);
            if (last != null && last.equals(judged(file, last.trouble()))) {
                return Optional.of(last.trouble());
            }
            if (last == null && !Files.exists(taken.resolve(name))) {
                return Optional.empty();
            }
            if (Files.exists(taken.resolve(name)) && Files.mismatch(file, taken.resolve(name)) < 0) {
                return Optional.empty();
            }
            Optional<Trouble> trouble = admission.refusal(file).map(Trouble::of);
            if (trouble.isPresent()) {
                refused.put(name, judged(file, trouble.get()));
            }
            return trouble;
        } catch (IOException e) {
            // Whoever lists the folder finds out for themselves what is wrong with it.
            return Optional.empty();
        }
    }

    /** Names of the files that were refused. */
    Set<String> refused() {
        return Set.copyOf(refused.keySet());
    }

    private static boolean isBundle(Path file) {
        // Not verified yet: that is for later, with a reason.
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static Judged judged(Path file, Trouble trouble) throws IOException {
        return new Judged(Files.getLastModifiedTime(file).toMillis(), Files.size(file), trouble);
    }

    /** Forgets files that are gone; the watcher tells nobody but those who install. */
    private void tidy() throws IOException {
        refused.keySet().removeIf(name -> !Files.exists(folder.resolve(name)));
        try (Stream<Path> copies = Files.list(taken)) {
            for (Path copy : copies.toList()) {
                if (!Files.exists(folder.resolve(copy.getFileName()))) {
                    Files.delete(copy);
                }
            }
        }
    }
}
