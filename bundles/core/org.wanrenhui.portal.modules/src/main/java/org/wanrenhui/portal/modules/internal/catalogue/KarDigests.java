package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * What the bundles of archives were made of, by location, over restarts: only what has changed is replaced. When the file is
 * lost, everything is replaced once more. Not thread-safe.
 */
final class KarDigests {

    private final Path file;
    private final Properties digests = new Properties();

    KarDigests(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                digests.load(reader);
            }
        }
    }

    /** Null when the location is unknown. */
    String of(String location) {
        return digests.getProperty(location);
    }

    void put(String location, String digest) {
        digests.setProperty(location, digest);
    }

    void remove(String location) {
        digests.remove(location);
    }

    void store() throws IOException {
        Path part = Path.of(file + ".new");
        try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            digests.store(writer, null);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
