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
     * @param trouble why it is of no use; empty when nothing is wrong with it
     */
    public record Dropped(String name, Optional<Trouble> trouble) {}

    private final BundleContext context;
    private final Node node;
    private final StartLevelGate gate;
    private final Needs needs;
    private final KarFolder kars;
    private final JarGate jars;

    @Activate
    public DeployFolder(
            BundleContext context,
            @Reference Node node,
            @Reference StartLevelGate gate,
            @Reference Needs needs,
            @Reference KarFolder kars,
            @Reference JarGate jars) {
        this.context = context;
        this.node = node;
        this.gate = gate;
        this.needs = needs;
        this.kars = kars;
        this.jars = jars;
    }

    /** The jars and KARs, by name. Other kinds of files (feature repositories, configuration) are the container's business. */
    public List<Dropped> files() {
        Path folder = node.data().resolve("deploy");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".jar")
                            || KarArchive.isCalledSo(file)
                            || jars.refused().contains(file.getFileName().toString()))
                    .sorted()
                    .map(file -> new Dropped(
                            file.getFileName().toString(),
                            KarArchive.isCalledSo(file) ? troubleOfKar(file) : troubleOfJar(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Trouble> troubleOfKar(Path file) {
        String name = file.getFileName().toString();
        return kars.trouble(name).or(() -> kars.bundlesOf(name).stream()
                .flatMap(bundle -> trouble(bundle).stream())
                .findFirst());
    }

    private Optional<Trouble> troubleOfJar(Path file) {
        return jars.trouble(file).or(() -> Arrays.stream(context.getBundles())
                .filter(candidate -> comesFrom(candidate, file))
                .findFirst()
                .map(this::trouble)
                .orElseGet(() -> unfit(file)));
    }

    private Optional<Trouble> trouble(Bundle bundle) {
        return Installed.of(bundle)
                .flatMap(own -> gate.module(own.id()))
                .filter(owner -> owner.bundle() != bundle)
                .map(owner -> Trouble.of(
                        "module.trouble.id-taken", owner.id(), owner.bundle().getSymbolicName()))
                .or(() -> needs.trouble(bundle));
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
