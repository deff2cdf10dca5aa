package org.wanrenhui.portal.files.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.spi.FileStorage;

/** Keeps files in the folder {@code files} of the data folder. Right for one node, or for several on a shared disk. */
@Component(service = FileStorage.class, property = Constants.SERVICE_RANKING + ":Integer=-100")
public final class DiskStorage implements FileStorage {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(/[a-z0-9]+)*");
    private static final String INCOMING = ".incoming";

    private final Path root;

    @Activate
    public DiskStorage(BundleContext context) throws IOException {
        this(Path.of(context.getProperty("portal.data") == null ? "." : context.getProperty("portal.data"), "files"));
    }

    public DiskStorage(Path root) throws IOException {
        this.root = root;
        Path incoming = Files.createDirectories(root.resolve(INCOMING));
        try (Stream<Path> left = Files.list(incoming)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("No key: " + key);
        }
        return root.resolve(key);
    }

    @Override
    public void put(String key, Path content) throws IOException {
        Path target = path(key);
        Path incoming = Files.createTempFile(root.resolve(INCOMING), "put", null);
        try {
            Files.copy(content, incoming, StandardCopyOption.REPLACE_EXISTING);
            sync(incoming, StandardOpenOption.WRITE);
            Files.createDirectories(target.getParent());
            Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(incoming);
        }
        // the names as well, up to the root: a folder made just now is itself only a name in its parent
        for (Path folder = target.getParent(); folder.startsWith(root); folder = folder.getParent()) {
            sync(folder, StandardOpenOption.READ);
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        } catch (IOException e) {
            if (how == StandardOpenOption.WRITE) {
                throw e;
            } // some systems do not open folders
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Files.newInputStream(path(key));
    }

    @Override
    public void remove(String key) throws IOException {
        Path file = path(key);
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        try (Stream<Path> others = Files.list(folder)) {
            if (others.findAny().isEmpty() && !folder.equals(root)) {
                Files.deleteIfExists(folder);
            }
        } catch (NoSuchFileException | java.nio.file.DirectoryNotEmptyException e) {
            return; // somebody has put something there just now, or has removed it as well
        }
    }

    @Override
    public List<Kept> list(String after, int limit) throws IOException {
        List<Kept> found = new ArrayList<>();
        walk("", after, limit, found);
        return found;
    }

    /** In the order of the keys; folders all of whose keys come before are not entered. */
    private void walk(String prefix, String after, int limit, List<Kept> found) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(prefix.isEmpty() ? root : root.resolve(prefix))) {
            entries = listed.sorted().toList();
        } catch (NoSuchFileException e) {
            return; // removed meanwhile
        }
        for (Path entry : entries) {
            String key = (prefix.isEmpty() ? "" : prefix + "/") + entry.getFileName();
            if (found.size() >= limit || !KEY.matcher(key).matches()) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                if (after.compareTo(key + "0") < 0) {
                    walk(key, after, limit, found);
                }
            } else if (key.compareTo(after) > 0) {
                found.add(kept(key));
            }
        }
    }

    private Kept kept(String key) {
        try {
            return new Kept(key, Files.getLastModifiedTime(root.resolve(key)).toInstant());
        } catch (IOException e) {
            return new Kept(key, java.time.Instant.now()); // gone meanwhile; too young for anybody to look at
        }
    }
}
