package org.wanrenhui.portal.persistence.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Lasting name of this node, kept in its data folder. */
final class NodeName {

    private NodeName() {}

    static String of(Path data) {
        Path file = data.resolve("node-id");
        try {
            if (Files.exists(file)) {
                String name = Files.readString(file).trim();
                if (!name.isEmpty()) {
                    return name;
                }
            }
            String name = UUID.randomUUID().toString();
            Files.createDirectories(data);
            Files.writeString(file, name + System.lineSeparator());
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
