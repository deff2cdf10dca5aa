package org.wanrenhui.portal.api.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the content of files lies. The portal brings one that writes to the data folder; with several nodes a plugin puts
 * another over it that all of them reach, by a higher service ranking. Keys are made of {@code [a-z0-9/]}. Thread-safe.
 */
@ConsumerType
public interface FileStorage {

    /** Something that is kept. */
    record Kept(String key, Instant at) {}

    /** Keeps the content; when this returns, it outlives a loss of power. The source stays where it is. */
    void put(String key, Path content) throws IOException;

    /**
     * Opens the content.
     *
     * @throws java.nio.file.NoSuchFileException when nothing is kept under the key
     */
    InputStream open(String key) throws IOException;

    /** Removes the content; does nothing when there is none. */
    void remove(String key) throws IOException;

    /** Keys in their order, after the given one (empty: from the beginning), {@code limit} at most; fewer means the end. */
    List<Kept> list(String after, int limit) throws IOException;
}
