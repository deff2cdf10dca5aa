package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.modules.internal.licence.Node;

/** What lies in {@code deploy/} and what became of it. */
@Component(service = DeployFolder.class)
public final class DeployFolder {

    /** How long the container may take to notice a file. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * A file.
     *
     * @param name    its name
     * @param module  id of the module that it has become; empty when it has not
     * @param trouble why it is of no use; empty when nothing is wrong with it
     */
    public record Dropped(String name, Optional<String> module, Optional<Trouble> trouble) {}

    private final BundleContext context;
    private final Node node;
    private final StartLevelGate gate;
    private final Needs needs;

    @Activate
    public DeployFolder(
            BundleContext context, @Reference Node node, @Reference StartLevelGate gate, @Reference Needs needs) {
        this.context = context;
        this.node = node;
        this.gate = gate;
        this.needs = needs;
    }

    /** The jars, by name. Other kinds of files (features, archives of them, configuration) are the container's business. */
    public List<Dropped> files() {
        Path folder = node.data().resolve("deploy");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .map(this::look)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dropped look(Path file) {
        String name = file.getFileName().toString();
        Optional<Bundle> bundle = Arrays.stream(context.getBundles())
                .filter(candidate -> comesFrom(candidate, file))
                .findFirst();
        if (bundle.isEmpty()) {
            return new Dropped(name, Optional.empty(), unfit(file));
        }
        Optional<Installed> module = Installed.of(bundle.get());
        Optional<Trouble> taken = module.flatMap(own -> gate.module(own.id()))
                .filter(owner -> owner.bundle() != bundle.get())
                .map(owner -> Trouble.of(
                        "module.trouble.id-taken", owner.id(), owner.bundle().getSymbolicName()));
        return new Dropped(
                name,
                taken.isPresent() ? Optional.empty() : module.map(Installed::id),
                taken.or(() -> needs.trouble(bundle.get())));
    }

    private static boolean comesFrom(Bundle bundle, Path file) {
        try {
            return bundle.getLocation().startsWith("file:")
                    && Path.of(URI.create(bundle.getLocation())).equals(file.toAbsolutePath());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Why the container has made no bundle of the file; empty while it may not yet have looked. */
    private Optional<Trouble> unfit(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest() == null
                    ? new Attributes()
                    : jar.getManifest().getMainAttributes();
            String name = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                return Optional.of(Trouble.of("module.trouble.no-bundle"));
            }
            String plain = name.split(";")[0].strip();
            String version = manifest.getValue(Constants.BUNDLE_VERSION);
            Optional<Bundle> twin = Arrays.stream(context.getBundles())
                    .filter(bundle -> plain.equals(bundle.getSymbolicName())
                            && bundle.getVersion().toString().equals(version))
                    .findFirst();
            if (twin.isPresent()) {
                return Optional.of(Trouble.of("module.trouble.twice", plain + " " + version));
            }
            boolean fresh =
                    Files.getLastModifiedTime(file).toInstant().plus(GRACE).isAfter(Instant.now());
            return fresh ? Optional.empty() : Optional.of(Trouble.of("module.trouble.refused"));
        } catch (ZipException e) {
            return Optional.of(Trouble.of("module.trouble.no-archive"));
        } catch (IOException e) {
            return Optional.of(Trouble.of("module.trouble.unreadable", String.valueOf(e.getMessage())));
        }
    }
}
